import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { backToCompose, toQuadlets } from './round-trip.fixtures.ts';

const composeFile = /^(?:docker-)?compose\.ya?ml$/;

function readCorpus() {
  const corpus = join(sharedFolder ?? '', 'corpus/compose');
  return readdirSync(corpus)
    .filter((name) => statSync(join(corpus, name)).isDirectory())
    .map((name) => {
      const names = readdirSync(join(corpus, name)).filter((each) => statSync(join(corpus, name, each)).isFile());
      const directory = `/srv/stacks/${name}`;
      const beside = Object.fromEntries(names.map((each) => [`${directory}/${each}`, readFileSync(join(corpus, name, each), 'utf8')]));
      const main = names.find((each) => composeFile.test(each)) ?? 'none';
      return { name, directory, beside, text: beside[`${directory}/${main}`] ?? '' };
    });
}

describe.skipIf(lacksShared)('compose → Quadlets → compose, over the corpus', () => {
  it.each(lacksShared ? [] : readCorpus())('$name gives the same Quadlets again', async ({ text, directory, beside }) => {
    const first = await toQuadlets(text, { directory, beside });
    if (first === undefined || first.quadlets.files.length === 0) {
      console.log('no files', first?.quadlets.report.findings.filter((f) => f.level === 'error').map(f=>f.subject+' '+f.attribute+' '+f.text));
      return;
    }
    const back = backToCompose(first.quadlets);
    const second = await toQuadlets(back, { directory, beside });
    if (second === undefined || second.quadlets.files.length ===0) throw new Error(JSON.stringify(second?.quadlets.report.findings.filter((f) => f.level === 'error')) + back);
    expect(second?.quadlets.files).toEqual(first.quadlets.files);
  });
});
