import { describe, expect, it } from 'vitest';

import { ChangeHistory } from '../../domain/change-history.ts';
import { AppError } from '../../errors.ts';
import { ChangeStore } from '../../storage/change-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { fakeHelper } from '../../testing/fake-helper.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const radarr = {
  unit: 'radarr.service',
  description: 'Radarr',
  load: 'loaded',
  active: 'active',
  sub: 'running',
  enabled: 'generated',
};
const failed = { unit: 'plex.service', description: 'Plex', load: 'loaded', active: 'failed', sub: 'failed' };

// A history of Quadlets alone: no file is changed here.
function historyWith(helper: object): ChangeHistory {
  const store = new ChangeStore(openStateDatabase(':memory:'));
  return new ChangeHistory({
    store,
    files: undefined as never,
    helper: helper as never,
    check: async () => [],
  });
}

describe('unit_list', () => {
  it.each([
    [{}, ['radarr.service', 'plex.service']],
    [{ state: 'failed' }, ['plex.service']],
    [{ state: 'active' }, ['radarr.service']],
    [{ name: 'RADARR' }, ['radarr.service']],
  ])('with %j gives %j', async (filter, names) => {
    const bench = new ToolBench({
      helper: fakeHelper({
        systemd_list: { units: [radarr, failed, { ...failed, unit: `${'0f'.repeat(32)}.timer` }] },
      }),
    });

    const { items } = await bench.call('unit_list', filter);

    expect((items as { unit: string }[]).map(({ unit }) => unit)).toEqual(names);
  });
});

describe('unit_status', () => {
  it.each([
    ['radarr', 'radarr.service'],
    ['radarr.service', 'radarr.service'],
    ['radarr.container', 'radarr.container'],
  ])('asks for %s as %s', async (unit, asked) => {
    const helper = fakeHelper({ systemd_status: { status: radarr } });

    expect(await new ToolBench({ helper }).call('unit_status', { unit })).toMatchObject({ active: 'active' });
    expect(helper.asked).toEqual([['systemd_status', { unit: asked }]]);
  });

  it.each([
    '../x.service',
    '-x.service',
    'x.service\n',
    'a\0.service',
    'x;reboot',
    'ехit.service',
    'default.target',
    'x'.repeat(10_000),
  ])('asks nothing for %j', async (unit) => {
    const helper = fakeHelper({});

    await expect(new ToolBench({ helper }).call('unit_status', { unit })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(helper.asked).toEqual([]);
  });
});

describe('unit_restart', () => {
  it('tells how the unit stands afterwards', async () => {
    const helper = fakeHelper({
      systemd_restart: { output: 'Job failed' },
      systemd_status: { status: { ...failed, result: 'exit-code' } },
    });

    expect(await new ToolBench({ helper }).call('unit_restart', { unit: 'plex' })).toEqual({
      unit: 'plex.service',
      active: 'failed',
      sub: 'failed',
      result: 'exit-code',
      output: 'Job failed',
    });
  });
});

describe('unit_stop', () => {
  it('stops only after consent', async () => {
    const helper = fakeHelper({ systemd_status: { status: radarr }, systemd_stop: {} });

    const { preview, done } = await new ToolBench({ helper }).confirm('unit_stop', { unit: 'radarr' });

    expect(preview['summary']).toBe('Stops radarr.service (Radarr; active). It may start again when the host boots.');
    expect(done).toMatchObject({ status: 'done', unit: 'radarr.service' });
    expect(helper.asked.filter(([name]) => name === 'systemd_stop')).toHaveLength(1);
  });
});

describe('unit_logs', () => {
  const entries = [
    { time: '2026-01-01T10:00:00.123Z', priority: 6, source: 'systemd', message: 'Started Radarr.' },
    { time: '2026-01-01T10:00:05.000Z', priority: 3, source: 'radarr', message: 'Fatal: http://me:secret@db' },
  ];

  it('prints time, level and source, without passwords', async () => {
    const bench = new ToolBench({ helper: fakeHelper({ unit_logs: { entries } }) });

    expect(await bench.call('unit_logs', { unit: 'radarr' })).toEqual({
      unit: 'radarr.service',
      lines: [
        '2026-01-01T10:00:00Z info systemd: Started Radarr.',
        '2026-01-01T10:00:05Z error radarr: Fatal: http://me:********@db',
      ],
    });
  });

  it('passes since and level on as the journal has them', async () => {
    const helper = fakeHelper({ unit_logs: { entries } });

    await new ToolBench({ helper }).call('unit_logs', {
      unit: 'radarr',
      since: '2026-01-01T00:00:00Z',
      level: 'error',
      lines: 5,
    });

    expect(helper.asked).toEqual([
      ['unit_logs', { unit: 'radarr.service', lines: 5, since: 1_767_225_600, priority: 3 }],
    ]);
  });
});

describe('quadlet_read', () => {
  it('masks secrets', async () => {
    const content = '[Container]\nEnvironment=API_KEY=canary\n';
    const bench = new ToolBench({ helper: fakeHelper({ quadlet_read: { content, sha256: 'x' } }) });

    expect(await bench.call('quadlet_read', { name: 'radarr' })).toMatchObject({
      content: '[Container]\nEnvironment=API_KEY=********\n',
    });
  });
});

describe('quadlet_write', () => {
  const old = '[Container]\nImage=x:1\nEnvironment=API_KEY=canary\n';
  const fine = { valid: true, problems: [], warnings: [], units: ['radarr.service'] };

  it('shows the difference without secrets, and writes the secret back with the token', async () => {
    const helper = fakeHelper({
      quadlet_read: { content: old, sha256: 'a'.repeat(64) },
      quadlet_check: fine,
      quadlet_write: { unit: 'radarr.service', backup: 'b1', warnings: [] },
    });
    const content = old.replace('x:1', 'x:2').replace('canary', '********');
    const changes = historyWith(helper);

    const bench = new ToolBench({ helper, changes: changes });
    const { preview, done } = await bench.confirm('quadlet_write', { name: 'radarr', content });

    expect(preview['plan']).toMatchObject({ diff: expect.stringContaining('-Image=x:1\n+Image=x:2') as string });
    expect(JSON.stringify(preview)).not.toContain('canary');
    expect(done).toMatchObject({ status: 'done', change: 'c1' });
    expect(changes.list()).toMatchObject([
      { id: 'c1', path: 'radarr.container', action: 'replaced', by: { caller: 'test', tool: 'quadlet_write' } },
    ]);
    expect(helper.asked.at(-1)).toEqual([
      'quadlet_write',
      { name: 'radarr', kind: 'container', content: old.replace('x:1', 'x:2'), expected_sha256: 'a'.repeat(64) },
    ]);
  });

  it('gives no token for content that would not work', async () => {
    const helper = fakeHelper({
      quadlet_read: () => {
        throw new AppError('not_found', 'no such Quadlet');
      },
      quadlet_check: { ...fine, valid: false, problems: ['line 2: Exec… runs a command on the host'] },
    });

    await expect(
      new ToolBench({ helper }).call('quadlet_write', { name: 'evil', content: '[X]' }),
    ).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { problems: ['line 2: Exec… runs a command on the host'] },
    });
  });

  it('refuses a masked value that has no old one', async () => {
    const helper = fakeHelper({ quadlet_read: { content: '[Container]\n', sha256: 'a' } });
    const content = '[Container]\nEnvironment=NEW_KEY=********\n';

    await expect(new ToolBench({ helper }).call('quadlet_write', { name: 'radarr', content })).rejects.toThrow(
      /NEW_KEY/,
    );
  });
});

describe('quadlet_write of a new Quadlet', () => {
  it('leaves no entry when the helper refuses it', async () => {
    const helper = fakeHelper({
      quadlet_read: () => {
        throw new AppError('not_found', 'no such Quadlet');
      },
      quadlet_check: { valid: true, problems: [], warnings: [], units: [] },
      quadlet_write: () => {
        throw new AppError('refused', 'new.service exists already');
      },
    });
    const changes = historyWith(helper);

    await expect(
      new ToolBench({ helper, changes: changes }).confirm('quadlet_write', {
        name: 'new',
        content: '[Container]\nImage=x\n',
      }),
    ).rejects.toMatchObject({ code: 'refused' });

    expect(changes.list()).toEqual([]);
  });
});

describe('quadlet_delete', () => {
  it('deletes the very content that was shown', async () => {
    const helper = fakeHelper({
      quadlet_read: { content: 'x', sha256: 'c'.repeat(64) },
      quadlet_delete: { unit: 'radarr.service', backup: 'b2', warnings: [] },
    });
    const changes = historyWith(helper);

    const { done } = await new ToolBench({ helper, changes: changes }).confirm('quadlet_delete', {
      name: 'radarr',
    });

    expect(done).toMatchObject({ deleted: 'radarr.container', change: 'c1' });
    expect(changes.list()).toMatchObject([{ action: 'deleted', keptBytes: 1, by: { tool: 'quadlet_delete' } }]);
    expect(helper.asked.at(-1)![1]).toMatchObject({ expected_sha256: 'c'.repeat(64) });
  });
});

describe.each(['quadlet_list', 'quadlet_check', 'unit_reload', 'unit_start'])('%s', (tool) => {
  it('tells that the helper is absent', async () => {
    const absent = new AppError('unavailable', 'the helper does not answer', { hint: 'start it' });
    const helper = { call: () => Promise.reject(absent) };
    const args = { quadlet_check: { name: 'x', content: '' }, unit_start: { unit: 'x' } }[tool] ?? {};

    await expect(new ToolBench({ helper }).call(tool, args)).rejects.toMatchObject({
      code: 'unavailable',
      hint: 'start it',
    });
  });
});
