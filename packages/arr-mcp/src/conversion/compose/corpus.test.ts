import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type LoadedProject, loadComposeProject } from './load-project.ts';
import { loadFiles, problemsIn } from './project.fixtures.ts';

const corpus = join(sharedFolder ?? '', 'corpus', 'compose');
const stacks = lacksShared ? [] : readdirSync(corpus).filter((name) => /^\d\d-/.test(name));

/** Real files that compose refuses as well, and the cause that has to be named. */
const withoutModel: Readonly<Record<string, RegExp>> = {
  '01-ultimate-plex-stack': /volumes\.\d+: .*":\/share" has an empty part; is a variable not set\?/,
  '02-navilg-media-stack': /services.qbittorrent network_mode: network_mode and networks are alternatives/,
  '04-mediastack-gluetun': /DOCKER_SUBNET must be set/,
  '05-mediastack-qbittorrent': /FOLDER_FOR_CONFIGS must be set/,
  '06-mediastack-authelia': /FOLDER_FOR_DATA must be set/,
  '07-janitorr-example': /networks: the project has no network htpc/,
  '18-maintainerr-jellyfin': /depends_on: the project has no service init-permissions/,
  '22-autoarr-local': /"c:\/Git\/autoarr:\/app:cached" starts with a path of Windows/,
  '23-autoarr-local-direct': /"C:\/Git\/autoarr:\/app:cached" starts with a path of Windows/,
};

function load(stack: string): Promise<LoadedProject> {
  const read = async (path: string): Promise<string | undefined> =>
    existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  return loadComposeProject({ directory: join(corpus, stack), file: 'compose.yaml', files: { read }, profiles: ['*'] });
}

describe.skipIf(lacksShared)('real compose files', () => {
  it.each(stacks.filter((stack) => !(stack in withoutModel)))('%s is read whole', async (stack) => {
    const { model, findings } = await load(stack);

    expect(findings.filter(({ level, code }) => level === 'error' && code !== 'file-missing')).toEqual([]);
    expect(Object.keys(model?.services ?? {})).not.toEqual([]);
  });

  it.each(Object.entries(withoutModel))(
    '%s is refused for the cause that compose refuses it for',
    async (stack, cause) => {
      const loaded = await load(stack);

      expect(loaded.model).toBeUndefined();
      expect(problemsIn(loaded)).toEqual(expect.arrayContaining([expect.stringMatching(cause)]));
    },
  );

  it('are read the same when they are read again', async () => {
    const once = await load('10-cleanuparr-e2e');

    expect(await load('10-cleanuparr-e2e')).toEqual(once);
  });

  it.each(stacks)('%s gives findings and never throws when it is cut or scrambled', async (stack) => {
    const text = readFileSync(join(corpus, stack, 'compose.yaml'), 'utf8');
    const random = randomFrom(Number.parseInt(stack, 10));
    for (const broken of [...cuts(text, random), ...scrambles(text, random)]) {
      const { model, findings } = await loadFiles({ 'compose.yaml': broken });

      expect(model !== undefined || findings.some(({ level }) => level === 'error')).toBe(true);
    }
  });
});

function cuts(text: string, random: () => number): string[] {
  return Array.from({ length: 12 }, () => text.slice(0, random() % text.length));
}

/** One character replaced by one that means something to YAML or to compose. */
function scrambles(text: string, random: () => number): string[] {
  const characters = '\t:{}[]&*!|>%@`"\'#-?,$\u0000\u2028\\~<';
  return Array.from({ length: 12 }, () => {
    const at = random() % text.length;
    return `${text.slice(0, at)}${characters[random() % characters.length] ?? ''}${text.slice(at + 1)}`;
  });
}

/** Numbers that look random and are the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 8;
  };
}
