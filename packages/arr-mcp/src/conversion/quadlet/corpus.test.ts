import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { QuadletName, parseQuadletFile, readQuadletMarker } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { loadComposeProject } from '../compose/load-project.ts';
import { convertToQuadlets } from './convert-to-quadlets.ts';

const corpus = join(sharedFolder ?? '', 'corpus', 'compose');
const names = lacksShared ? [] : readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory());

/** Converts a folder of the corpus with all of its profiles; what its files name is not there. */
async function convertFolder(name: string) {
  const folder = join(corpus, name);
  const texts = new Map(
    readdirSync(folder).map((file) => [`/srv/${name}/${file}`, readFileSync(join(folder, file), 'utf8')]),
  );
  const file = [...texts.keys()]
    .map((path) => path.slice(`/srv/${name}/`.length))
    .find((each) => /compose\.ya?ml$/.test(each));
  const files = { read: (path: string) => Promise.resolve(texts.get(path)) };
  const source = { directory: `/srv/${name}`, file: file ?? '', files };
  const { model, declared, findings } = await loadComposeProject(source);
  if (model === undefined) return { declared, findings, converted: undefined };
  const converted = convertToQuadlets({ model, declared, findings, options: { filesDirectory: '/srv/files' } });
  return { declared, findings: converted.report.findings, converted };
}

describe.skipIf(lacksShared)('compose files of strangers', () => {
  it.each(names)('convert, or are refused with the reason: %s', async (name) => {
    const { declared, findings, converted } = await convertFolder(name);

    const errors = findings.filter(({ level }) => level === 'error');
    expect(errors.filter(({ text }) => text.length < 20)).toEqual([]);
    expect((converted?.files.length ?? 0) > 0).toBe(errors.length === 0);
    for (const { name: quadlet, text } of converted?.files ?? []) {
      expect(QuadletName.safeParse(quadlet).success).toBe(true);
      expect(parseQuadletFile(text)).toMatchObject({ ok: true });
      expect(readQuadletMarker(text)).toBeDefined();
    }
    const all = [...declared].flatMap(([subject, keys]) => keys.map((key) => `${subject} ${key}`));
    expect(
      converted === undefined ? all : converted.report.keys.map(({ subject, key }) => `${subject} ${key}`),
    ).toEqual(all);
  });

  it('are mostly written in full', async () => {
    const written = await Promise.all(names.map(convertFolder));

    expect(written.filter(({ converted }) => (converted?.files.length ?? 0) > 0).length).toBeGreaterThan(50);
  });
});
