import { describe, expect, it } from 'vitest';

import { type DirectoryFacts, judgeDirectory, judgeDisk, judgeService } from './doctor.ts';

describe('the doctor', () => {
  const folder: DirectoryFacts = {
    name: 'stacks',
    path: '/opt/stacks',
    setting: 'ARR_MCP_STACKS_DIR',
    state: 'there',
    isOwn: true,
    isReadable: true,
    isWritable: true,
    needsWriting: true,
  };

  it.each([
    [{}, 'ok'],
    [{ isWritable: false }, 'warning'],
    [{ isWritable: false, needsWriting: false }, 'ok'],
    [{ isReadable: false }, 'problem'],
    [{ state: 'missing' }, 'problem'],
    [{ state: 'missing', needsWriting: false }, 'warning'],
    [{ state: 'no directory' }, 'problem'],
  ] as const)('judges a directory with %j: %s', (facts, state) => {
    const row = judgeDirectory({ ...folder, ...facts });

    expect(row.state).toBe(state);
    expect(row.next === undefined).toBe(state === 'ok');
  });

  it.each([
    [89, 'ok'],
    [90, 'warning'],
    [94, 'warning'],
    [95, 'problem'],
  ])('judges a disk that is %i percent full: %s', (usedPercent, state) => {
    expect(judgeDisk({ use: ['media'], path: '/m', freeBytes: 0, usedPercent }).state).toBe(state);
  });

  const sonarr = { instance: 'sonarr', url: 'http://nas:8989', missing: [], problems: [] };

  it.each([
    [{ reachable: true, authorised: true, version: '4.0', latencyMs: 3 }, 'ok', 'http://nas:8989, 4.0, 3 ms'],
    [{ reachable: false, error: 'refused', next: 'start it' }, 'problem', 'refused'],
    [{ reachable: true, authorised: false, error: 'bad key', next: 'set it' }, 'problem', 'bad key'],
    [{ reachable: true, error: 'another language', next: 'look' }, 'problem', 'another language'],
    [{ reachable: true, missing: ['SONARR_API_KEY'] }, 'warning', 'http://nas:8989, not set up'],
    [{ reachable: true, problems: [{ problem: 'odd', next: 'mend' }] }, 'warning', 'odd'],
  ])('judges a service with %j: %s', (facts, state, found) => {
    const row = judgeService({ ...sonarr, ...facts });

    expect(row).toMatchObject({ state, found });
    expect(row.next === undefined).toBe(state === 'ok');
  });
});
