import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { ChangeStore } from '../storage/change-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { fakeHelper } from '../testing/fake-helper.ts';
import { by, sha256 } from './change-history.fixtures.ts';
import { ChangeHistory } from './change-history.ts';

const file = 'radarr.container';
const ref = { name: 'radarr', kind: 'container' };

let installed: string | undefined;
let backups: Map<string, string | undefined>;
let asked: readonly (readonly [string, unknown])[];
let history: ChangeHistory;

// What the helper does with one Quadlet and its backups; docs of its operations in helper-protocol.
function install(content: string | undefined): { backup?: string } {
  const before = installed;
  installed = content;
  if (before === undefined || before === content) return {};
  backups.set(`b${backups.size}`, before);
  return { backup: `b${backups.size - 1}` };
}

function checkExpected(expected: unknown): void {
  if (expected !== (installed === undefined ? null : sha256(installed))) throw new AppError('conflict', 'changed');
}

beforeEach(() => {
  installed = undefined;
  backups = new Map();
  const helper = fakeHelper({
    quadlet_read: () => {
      if (installed === undefined) throw new AppError('not_found', 'no such Quadlet');
      return { content: installed, sha256: sha256(installed) };
    },
    quadlet_write: ({ content, expected_sha256: expected }) => {
      checkExpected(expected);
      return install(String(content));
    },
    quadlet_delete: ({ expected_sha256: expected }) => {
      checkExpected(expected);
      return install(undefined);
    },
    quadlet_restore: ({ backup }) => {
      if (!backups.has(String(backup))) throw new AppError('not_found', 'no backup');
      return install(backups.get(String(backup)));
    },
  });
  asked = helper.asked;
  history = new ChangeHistory({
    store: new ChangeStore(openStateDatabase(':memory:')),
    // No file is changed here, and the fake answers what is asked of it.
    files: undefined as never,
    helper: helper as never,
    check: async () => [],
  });
});

const write = async (content: string): ReturnType<ChangeHistory['changeQuadlet']> =>
  history.changeQuadlet(file, installed === undefined ? 'created' : 'replaced', by, async () => install(content));

async function revert(id: string): Promise<void> {
  await history.revert(await history.planRevert(id), by);
}

describe('ChangeHistory.changeQuadlet', () => {
  it('records what the helper did, and gives its answer', async () => {
    await write('old');
    const { change, result } = await write('new');

    expect(change).toMatchObject({ target: 'quadlet', path: file, action: 'replaced', keptBytes: 3, state: 'done' });
    expect(result).toEqual({ backup: 'b0' });
    expect(history.list()).toHaveLength(2);
  });

  it('leaves no entry when the helper found nothing to do', async () => {
    await write('same');

    await expect(write('same')).resolves.toEqual({ result: {} });
    expect(history.list()).toHaveLength(1);
  });

  it.each([
    ['conflict', []],
    ['invalid_argument', []],
    ['timeout', ['unfinished']],
    ['unreachable', ['unfinished']],
  ] as const)('after %s has the entries %j', async (code, states) => {
    const failing = history.changeQuadlet(file, 'created', by, () => Promise.reject(new AppError(code, 'no')));

    await expect(failing).rejects.toMatchObject({ code });
    expect(history.list().map(({ state }) => state)).toEqual(states);
  });
});

describe('ChangeHistory.revert of a Quadlet', () => {
  it("restores the helper's own copy", async () => {
    await write('old');
    const { change } = await write('new');

    const plan = await history.planRevert(change!.id);
    await history.revert(plan, by);

    expect(plan).toMatchObject({ action: 'replace', standing: sha256('new'), texts: { now: 'new', after: 'old' } });
    expect(installed).toBe('old');
    expect(asked.at(-1)).toEqual(['quadlet_restore', { backup: 'b0' }]);
  });

  it('deletes what was new, and brings that back', async () => {
    const { change } = await write('new');

    await revert(change!.id);
    expect(installed).toBeUndefined();

    await revert(history.list()[0]!.id);
    expect(installed).toBe('new');
    expect(history.list()).toMatchObject([{ reverts: 'c2' }, { reverts: 'c1' }, {}]);
  });

  it('writes what we keep where the helper has no copy any more', async () => {
    await write('old');
    const { change } = await write('new');
    backups.clear();

    await revert(change!.id);

    expect(installed).toBe('old');
    expect(asked.at(-1)).toEqual(['quadlet_write', { ...ref, content: 'old', expected_sha256: sha256('new') }]);
  });

  it('puts back what may have happened when the answer was lost', async () => {
    await write('old');
    await expect(
      history.changeQuadlet(file, 'replaced', by, async () => {
        install('new');
        throw new AppError('unreachable', 'the helper went away');
      }),
    ).rejects.toThrow('went away');

    await revert(history.list()[0]!.id);

    expect(installed).toBe('old');
  });

  it('changes nothing when something else is installed by now', async () => {
    await write('old');
    const { change } = await write('new');
    const plan = await history.planRevert(change!.id);
    installed = 'edited by hand';

    await expect(history.revert(plan, by)).rejects.toMatchObject({ code: 'conflict' });
    expect(installed).toBe('edited by hand');
    expect(history.list()).toHaveLength(2);
  });

  it.each(['radarr', '../radarr.container', 'radarr.service', 'radarr.container\n', ''])(
    'asks the helper nothing about %j',
    async (name) => {
      await expect(history.changeQuadlet(name, 'created', by, async () => ({}))).rejects.toMatchObject({
        code: 'invalid_argument',
      });
      expect(asked).toEqual([]);
    },
  );
});
