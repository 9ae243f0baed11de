import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { fakeContainer, fakeSources, fakeStatus, fakeUnit, testTime } from '../testing/status-sources.ts';
import { type StatusSources, collectStatus } from './collect-status.ts';

const gone = async (): Promise<never> => {
  throw new AppError('unavailable', 'nobody is there', { hint: 'start it.' });
};
const broken = async (): Promise<never> => {
  throw new TypeError('undefined is not a function');
};
const silent = async (): Promise<never> => new Promise(() => {});
const sources = fakeSources({ stacks: { media: 'services: {sonarr: {image: sonarr}}' } });
const info = sources.runtime.info;

const outages: [part: string, panel: string, fail: (how: () => Promise<never>) => Partial<StatusSources>][] = [
  ['containers', 'containers', (how) => ({ runtime: { info, list: how } })],
  ['runtime', 'runtime', (how) => ({ runtime: { list: sources.runtime.list, info: how } })],
  ['disks', 'disks', (how) => ({ disks: { list: how } })],
  ['helper', 'helper', (how) => ({ helper: { call: sources.helper.call, health: how } })],
  ['units', 'units', (how) => ({ helper: { health: sources.helper.health, call: how } })],
];

describe('collectStatus', () => {
  it('has every panel of a host on which all answer', async () => {
    const status = await collectStatus(sources, { now: testTime });

    expect(status).toMatchObject({
      generatedAt: '2026-03-01T12:00:00.000Z',
      stacks: { state: 'ready', data: [{ name: 'media', health: 'down' }] },
      containers: { state: 'ready', data: [] },
      units: { state: 'ready', data: [] },
      disks: { state: 'ready', data: [] },
      runtime: { state: 'ready', data: { kind: 'podman' } },
      helper: { state: 'ready', data: { version: '0.1.0' } },
      unavailable: [],
    });
  });

  it.each(outages)('tells why %s is missing and shows the rest', async (part, panel, fail) => {
    const status = await collectStatus({ ...sources, ...fail(gone) }, { now: testTime });

    expect(status).toHaveProperty(panel, { state: 'unavailable', reason: 'nobody is there', hint: 'start it.' });
    expect(status.unavailable).toContainEqual({ part, reason: 'nobody is there', hint: 'start it.' });
    expect(status.stacks.state).toBe('ready');
  });

  it.each(outages)('does not wait for %s longer than its limit', async (part, panel, fail) => {
    const status = await collectStatus({ ...sources, ...fail(silent) }, { now: testTime, timeLimitMs: 5 });

    expect(status).toHaveProperty(panel, { state: 'unavailable', reason: 'there was no answer within 0.005 s' });
    expect(status.unavailable.map((each) => each.part)).toContain(part);
  });

  it('shows the stacks of containers when the stacks directory is gone', async () => {
    const compose = { project: 'media', service: 'sonarr', oneOff: false };
    const host = { containers: [fakeContainer({ name: 'sonarr', compose })] };

    const status = await fakeStatus(host, { stacks: { list: gone, read: gone } });

    expect(status.stacks).toMatchObject({ state: 'ready', data: [{ name: 'media', health: 'healthy' }] });
    expect(status.unavailable).toMatchObject([{ part: 'stacks' }]);
  });

  it('has no stacks when nothing is left to find them by', async () => {
    const status = await collectStatus(
      {
        ...sources,
        runtime: { list: gone, info: gone },
        helper: { call: gone, health: gone },
        stacks: { list: gone, read: gone },
      },
      { now: testTime },
    );

    expect(status.stacks.state).toBe('unavailable');
    expect(status.unavailable.map(({ part }) => part)).toEqual([
      'containers',
      'stacks',
      'units',
      'quadlets',
      'runtime',
      'helper',
    ]);
  });

  it('keeps the units that run a Quadlet or failed, and leaves the plumbing out', async () => {
    const quadlet = { size_bytes: 1, modified: '2026-01-01T00:00:00Z' };

    const status = await fakeStatus({
      units: [
        fakeUnit({ unit: 'plex.service' }),
        fakeUnit({ unit: 'media-network.service', sub: 'exited' }),
        fakeUnit({ unit: 'dbus.socket' }),
        fakeUnit({ unit: `${'a1'.repeat(32)}-4bd0ffb6e24b7d50.service`, active: 'failed', sub: 'failed' }),
        fakeUnit({ unit: 'backup.service', active: 'failed', sub: 'failed' }),
      ],
      quadlets: [
        { ...quadlet, name: 'plex', kind: 'container', unit: 'plex.service' },
        { ...quadlet, name: 'media', kind: 'network', unit: 'media-network.service' },
      ],
    });

    expect(status.units).toMatchObject({ data: [{ unit: 'plex.service' }, { unit: 'backup.service' }] });
  });

  it('leaves the pause containers of pods out', async () => {
    const status = await fakeStatus({ containers: [fakeContainer({ name: 'pod-infra', isInfra: true })] });

    expect(status.containers).toEqual({ state: 'ready', data: [] });
  });

  it('does not take a bug for an outage', async () => {
    await expect(collectStatus({ ...sources, disks: { list: broken } }, { now: testTime })).rejects.toThrow(TypeError);
  });
});
