import { type WebApiVersion, createQBittorrentStandIn, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { account, finished, qbittorrentBench, stalled } from '../../services/qbittorrent/qbittorrent-bench.fixtures.ts';
import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

type Download = ReturnType<typeof createWorld>['downloads'][number];

function download(number: number, more: Partial<Download> = {}): Download {
  return {
    id: String(number).padStart(40, 'a'),
    client: 'qbittorrent',
    title: `Show.S01E${String(number).padStart(2, '0')}.1080p`,
    sizeBytes: 1000 * number,
    doneBytes: 0,
    state: 'downloading',
    subject: { kind: 'movie', tmdbId: number },
    ...more,
  };
}

function benchOf(downloads?: readonly Download[], webApiVersion: WebApiVersion = '2.11.4') {
  const world = createWorld(downloads === undefined ? {} : { downloads });
  const qbittorrent = qbittorrentBench({ world, webApiVersion });
  return { ...qbittorrent, bench: new ToolBench({ services: qbittorrent.services }) };
}

/** Two instances, the second with one torrent; a third that is down when asked for. */
function severalInstances(withDead = false): ToolBench {
  const standIn = (downloads?: readonly Download[]) =>
    createQBittorrentStandIn({ world: createWorld(downloads === undefined ? {} : { downloads }), apiKey: 'right' });
  const dead = {
    fetch: () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    },
  };
  return new ToolBench({
    services: registryOf([
      { instance: 'qbittorrent', standIn: standIn(), credential: account },
      { instance: 'qbittorrent-vpn', standIn: standIn([download(1)]), credential: account },
      ...(withDead ? [{ instance: 'qbittorrent-old', standIn: dead, credential: account }] : []),
    ]),
  });
}

function names(answer: Record<string, unknown>): string[] {
  return (answer['items'] as { name: string }[]).map(({ name }) => name);
}

describe('qbittorrent_get_torrents', () => {
  it('tells state, progress and speed in plain words', async () => {
    const { bench } = benchOf();
    const answer = await bench.call('qbittorrent_get_torrents', { sort: 'name' });

    expect(answer).toMatchObject({
      total: 2,
      items: [
        { hash: finished, state: 'seeding', progress_percent: 100, ratio: 0.4, category: 'tv-sonarr' },
        { hash: stalled, state: 'stalled', progress_percent: 20.5, download_speed: 0, size_bytes: 1_932_735_283 },
      ],
    });
    expect(JSON.stringify(answer)).not.toContain('magnet');
  });

  it.each(['2.8.3', '2.11.4'] as const)('finds what is paused, Web API %s', async (webApiVersion) => {
    const { bench } = benchOf([download(1), download(2, { state: 'paused' })], webApiVersion);

    expect(await bench.call('qbittorrent_get_torrents', { state: 'paused' })).toMatchObject({
      total: 1,
      items: [{ name: 'Show.S01E02.1080p', state: 'paused' }],
    });
  });

  it.each([
    [{ state: 'completed' }, 1],
    [{ category: 'tv-sonarr' }, 2],
    [{ category: '' }, 0],
    [{ tag: '' }, 2],
    [{ tag: 'keep' }, 0],
  ])('narrows the list by %j', async (args, total) => {
    const { bench } = benchOf();

    expect(await bench.call('qbittorrent_get_torrents', args)).toMatchObject({ total });
  });

  it('goes through pages that the service cuts', async () => {
    const { bench, requests } = benchOf([3, 1, 2].map((number) => download(number)));
    const first = await bench.call('qbittorrent_get_torrents', { sort: 'name', limit: 2 });
    const second = await bench.call('qbittorrent_get_torrents', {
      sort: 'name',
      limit: 2,
      cursor: first['next_cursor'],
    });

    expect(first).toMatchObject({ total: 3 });
    expect(names(first)).toEqual(['Show.S01E01.1080p', 'Show.S01E02.1080p']);
    expect(second).not.toHaveProperty('next_cursor');
    expect(names(second)).toEqual(['Show.S01E03.1080p']);
    expect(requests.map(({ url }) => new URL(url).search)).toContain('?sort=name&limit=3&offset=2');
  });

  it('ends where the list ends, though the service begins anew there', async () => {
    const { bench, client } = benchOf([1, 2].map((number) => download(number)));
    const first = await bench.call('qbittorrent_get_torrents', { limit: 1 });
    await client().delete([download(1).id], false);

    expect(await bench.call('qbittorrent_get_torrents', { limit: 1, cursor: first['next_cursor'] })).toEqual({
      items: [],
      total: 1,
    });
  });

  it.each([
    ['size', ['Show.S01E02.1080p', 'Show.S01E01.1080p']],
    ['name', ['Show.S01E01.1080p', 'Show.S01E02.1080p']],
  ])('sorts by %s', async (sort, order) => {
    const { bench } = benchOf([1, 2].map((number) => download(number)));

    expect(names(await bench.call('qbittorrent_get_torrents', { sort }))).toEqual(order);
  });

  it('sorts the torrents of all instances together, and tells which could not be asked', async () => {
    const answer = await severalInstances(true).call('qbittorrent_get_torrents', { sort: 'size' });

    expect(answer).toMatchObject({
      total: 3,
      items: [{ instance: 'qbittorrent' }, { instance: 'qbittorrent' }, { instance: 'qbittorrent-vpn' }],
      unavailable: [{ instance: 'qbittorrent-old' }],
    });
  });
});

describe('qbittorrent_get_torrent', () => {
  it.each([stalled, stalled.toUpperCase(), 'Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO', 'orbital gardeners s02e02'])(
    'takes %s for the torrent that it means',
    async (torrent) => {
      const { bench } = benchOf();

      expect(await bench.call('qbittorrent_get_torrent', { torrent })).toMatchObject({ hash: stalled });
    },
  );

  it('tells of trackers and files', async () => {
    const { bench } = benchOf();

    expect(await bench.call('qbittorrent_get_torrent', { torrent: finished })).toMatchObject({
      state: 'seeding',
      save_path: '/downloads/complete',
      seeding_seconds: 3600,
      trackers: [
        { address: 'DHT', state: 'working' },
        { address: 'PeX' },
        { address: 'LSD' },
        { address: 'https://tracker.example.test/announce', state: 'not contacted yet' },
      ],
      items: [{ name: 'Orbital.Gardeners.S02E01.720p.HDTV.x264-DEMO.mkv', progress_percent: 100 }],
      total: 1,
    });
  });

  it('lets the caller choose where several fit', async () => {
    const { bench } = benchOf();

    await expect(bench.call('qbittorrent_get_torrent', { torrent: 'orbital' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ hash: finished }, { hash: stalled }] },
    });
  });

  it('says that there is none', async () => {
    const { bench } = benchOf();

    await expect(bench.call('qbittorrent_get_torrent', { torrent: 'f'.repeat(40) })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('finds it in whichever instance has it', async () => {
    const answer = await severalInstances().call('qbittorrent_get_torrent', { torrent: 'Show S01E01' });

    expect(answer).toMatchObject({ instance: 'qbittorrent-vpn', name: 'Show.S01E01.1080p' });
  });
});

describe('qbittorrent_get_transfer', () => {
  it('tells speeds, limits, totals, free space and version', async () => {
    const { bench } = benchOf([download(9)]);

    expect(await bench.call('qbittorrent_get_transfer')).toEqual({
      items: [
        {
          version: 'v5.1.0',
          web_api_version: '2.11.4',
          connection: 'connected',
          download_speed: 3_200_000,
          upload_speed: 0,
          download_limit: 0,
          upload_limit: 0,
          alternative_limits: false,
          dht_nodes: 380,
          session_downloaded_bytes: 420_000_000,
          session_uploaded_bytes: 31_000_000,
          total_downloaded_bytes: 812_000_000_000,
          total_uploaded_bytes: 327_000_000_000,
          free_bytes: 1_400_000_000_000,
        },
      ],
    });
  });

  it('tells them of each instance', async () => {
    expect(await severalInstances().call('qbittorrent_get_transfer')).toMatchObject({
      items: [{ instance: 'qbittorrent' }, { instance: 'qbittorrent-vpn' }],
    });
  });
});

describe('qbittorrent_get_categories', () => {
  it('tells categories and tags', async () => {
    const { bench, client } = benchOf();
    await client().addTags([stalled], ['keep']);

    expect(await bench.call('qbittorrent_get_categories')).toEqual({
      items: [{ categories: [{ name: 'tv-sonarr' }], tags: ['keep'] }],
    });
  });

  it('tells them of each instance', async () => {
    expect(await severalInstances().call('qbittorrent_get_categories')).toMatchObject({
      items: [{ instance: 'qbittorrent' }, { instance: 'qbittorrent-vpn' }],
    });
  });
});
