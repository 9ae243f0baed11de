import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { type FakeHost, fakeContainer, fakeSources, fakeStatus, fakeUnit } from '../testing/status-sources.ts';
import { toStatusView } from './status-view.ts';

const view = async (...given: Parameters<typeof fakeStatus>) => toStatusView(await fakeStatus(...given), '1.2.3');
const gone = async (): Promise<never> => {
  throw new AppError('unavailable', 'nobody is there', { hint: 'start it.' });
};

const part = (project: string, service: string) => ({ compose: { project, service, oneOff: false } });
const sonarr = fakeContainer({ name: 'sonarr', ...part('media', 'sonarr') });
const radarr = fakeContainer({ name: 'radarr', ...part('media', 'radarr') });
const stopped = { state: 'exited', exitCode: 1, finishedAt: '2026-03-01T11:00:00Z' } as const;
const media = 'services: {sonarr: {image: sonarr, restart: always}, radarr: {image: radarr, restart: always}}';
const disk = {
  use: ['media'],
  path: '/media-server',
  totalBytes: 1e12,
  usedBytes: 5e11,
  freeBytes: 5e11,
  usedPercent: 50,
};
const running: FakeHost = { stacks: { media }, containers: [sonarr, radarr] };

const headlines: [what: string, host: FakeHost, health: string, text: string, detail?: string][] = [
  ['all runs', running, 'healthy', 'Everything is running'],
  ['nothing is there', {}, 'unknown', 'Nothing is set up yet'],
  [
    'one service is down',
    { ...running, containers: [sonarr, { ...radarr, ...stopped }] },
    'down',
    'Radarr is not running',
    'Failed with exit code 1 (stack media)',
  ],
  [
    'one service limps',
    { ...running, containers: [sonarr, { ...radarr, health: 'unhealthy' }] },
    'degraded',
    'Radarr needs attention',
    'Running, but its health check fails (stack media)',
  ],
  [
    'one is down and one limps',
    {
      ...running,
      containers: [
        { ...sonarr, health: 'unhealthy' },
        { ...radarr, ...stopped },
      ],
    },
    'down',
    'Radarr is not running, and 1 more thing needs a look',
  ],
  ['a whole stack is down', { ...running, containers: [] }, 'down', 'The stack media is not running'],
  [
    'a lone container is down',
    { containers: [fakeContainer({ name: 'pihole', ...stopped })] },
    'down',
    'Pihole is not running',
    'Failed with exit code 1',
  ],
  [
    'a unit failed',
    { ...running, units: [fakeUnit({ unit: 'backup.service', active: 'failed', description: 'Nightly backup' })] },
    'down',
    'The unit backup.service has failed',
    'Nightly backup',
  ],
  [
    'a disk is almost full',
    { ...running, disks: [{ ...disk, usedPercent: 90 }] },
    'degraded',
    'The disk for media is almost full',
    '500 GB free, 90 % of 1.0 TB used',
  ],
  [
    'two disks are full',
    {
      ...running,
      disks: [
        { ...disk, usedPercent: 98 },
        { ...disk, usedPercent: 99 },
      ],
    },
    'down',
    '2 things need attention',
  ],
  ['a compose file cannot be read', { stacks: { media: 'services: [' } }, 'unknown', 'The stack media needs attention'],
];

describe('toStatusView', () => {
  it.each(headlines)('says in one sentence that %s', async (_what, host, health, text, detail) => {
    const { headline } = await view(host);

    expect(headline).toMatchObject({ health, text, ...(detail === undefined ? {} : { detail }) });
  });

  it('does not claim that all runs when not all can be seen', async () => {
    const { headline, gaps } = await view(running, { helper: { call: gone, health: gone } });

    expect(headline.text).toBe('Everything that can be seen is running');
    expect(gaps).toEqual([{ title: 'Units, Quadlets and the helper', reason: 'Nobody is there.', hint: 'Start it.' }]);
  });

  it('blames no stack for a runtime that is not there', async () => {
    const { headline, findings } = await view(running, { runtime: { list: gone, info: gone } });

    expect(headline).toEqual({ health: 'unknown', text: 'The containers cannot be seen right now' });
    expect(findings).toEqual([]);
  });

  it('names the worst first, in the list and among the stacks', async () => {
    const { findings, stacks } = await view({
      stacks: { alpha: 'services: {a: {image: a, restart: always}}', media },
      containers: [
        fakeContainer({ name: 'a', ...part('alpha', 'a') }),
        { ...sonarr, health: 'unhealthy' },
        { ...radarr, ...stopped },
      ],
    });

    expect(findings.map(({ health }) => health)).toEqual(['down', 'degraded']);
    expect(stacks.map(({ name }) => name)).toEqual(['media', 'alpha']);
  });

  it('lists no finding that the headline tells already', async () => {
    const { findings, listedFindings } = await view({ containers: [fakeContainer({ name: 'pihole', ...stopped })] });

    expect(findings).toHaveLength(1);
    expect(listedFindings).toEqual([]);
  });

  it('does not alarm about what is switched off or done', async () => {
    const { headline, stacks } = await view({
      stacks: {
        media:
          'services: {sonarr: {image: sonarr, restart: always}, job: {image: job}, vpn: {image: vpn, profiles: [vpn]}}',
      },
      containers: [sonarr, fakeContainer({ name: 'job', ...part('media', 'job'), ...stopped, exitCode: 0 })],
    });

    expect(headline.text).toBe('Everything is running');
    expect(stacks[0]!.detail).toBe('Compose stack · 1 of 1 running');
    expect(stacks[0]!.services.map(({ badge }) => badge.word)).toEqual(['Running', 'Finished', 'Switched off']);
  });

  it('says how long a service runs, or since when it does not', async () => {
    const { stacks } = await view({ ...running, containers: [sonarr, { ...radarr, ...stopped }] });

    expect(stacks[0]!.services).toMatchObject([
      { name: 'sonarr', detail: 'sonarr:1.0', uptime: 'for 3 hours' },
      { name: 'radarr', uptime: '1 hour ago', reason: 'Failed with exit code 1' },
    ]);
  });

  it('says that a container starts whose health check has not passed yet', async () => {
    const { containers } = await view({ containers: [fakeContainer({ name: 'plex', health: 'starting' })] });

    expect(containers[0]!.badge).toEqual({ health: 'degraded', word: 'Starting' });
  });

  it('leaves out of the lone containers those of stacks and finished one-off runs', async () => {
    const oneOff = { compose: { project: 'media', service: 'sonarr', oneOff: true } };

    const { containers } = await view({
      ...running,
      containers: [
        sonarr,
        radarr,
        fakeContainer({ name: 'run-1', ...oneOff, ...stopped }),
        fakeContainer({ name: 'pihole' }),
      ],
    });

    expect(containers.map(({ name }) => name)).toEqual(['pihole']);
  });

  it('blames the unit of a Quadlet once, as its service', async () => {
    const unit = 'plex.service';
    const { findings, units } = await view({
      containers: [fakeContainer({ name: 'plex', unit, ...stopped })],
      units: [fakeUnit({ unit, active: 'failed', sub: 'failed' })],
    });

    expect(findings.map(({ title }) => title)).toEqual(['Plex is not running']);
    expect(units).toMatchObject([{ name: unit, badge: { word: 'Failed' } }]);
  });

  it('says what helps when there are no stacks', async () => {
    expect((await view()).noStacks).toContain('A folder with a compose file');
    expect(
      (
        await view(
          {},
          {
            runtime: { list: gone, info: gone },
            stacks: { list: gone, read: gone },
            helper: { call: gone, health: gone },
          },
        )
      ).noStacks,
    ).toBe('The stacks cannot be seen right now.');
  });

  it('names the programs that answer', async () => {
    expect((await view()).programs).toBe('arr-mcp 1.2.3 · Podman 5.4.2, rootless · helper 0.1.0');
    const helper = { call: fakeSources().helper.call, health: gone };
    expect((await view({}, { helper })).programs).toBe('arr-mcp 1.2.3 · Podman 5.4.2, rootless');
  });
});
