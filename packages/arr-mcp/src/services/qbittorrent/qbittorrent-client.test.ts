import { describe, expect, it } from 'vitest';

import { finished, qbittorrentBench, stalled } from './qbittorrent-bench.fixtures.ts';

const magnet = 'magnet:?xt=urn:btih:00000000000000000000000000000000000000aa&dn=Tin+Harvest';

describe.each(['2.8.3', '2.11.4', '2.14.1'] as const)('QBittorrentClient with Web API %s', (webApiVersion) => {
  const isOld = webApiVersion === '2.8.3';

  it('stops and starts in the words of that version', async () => {
    const { client, asked } = qbittorrentBench({ webApiVersion });
    await client().stop([stalled]);
    const stopped = await client().torrents({ state: 'paused' });
    await client().start([stalled]);
    const started = await client().torrents({ state: 'paused' });

    expect(stopped).toMatchObject([{ hash: stalled, state: 'paused' }]);
    expect(started).toEqual([]);
    expect(asked).toContain(`POST torrents/${isOld ? 'pause' : 'stop'}`);
    expect(asked.filter((each) => each.endsWith('webapiVersion'))).toHaveLength(1);
  });

  it('adds a magnet link, paused, with category, tags and place', async () => {
    const { client } = qbittorrentBench({ webApiVersion });
    await client().add({
      source: magnet,
      category: 'tv-sonarr',
      tags: ['a', 'b'],
      savePath: '/elsewhere',
      paused: true,
    });

    expect(await client().torrents({ tag: 'b' })).toMatchObject([
      { name: 'Tin Harvest', state: 'paused', category: 'tv-sonarr', tags: ['a', 'b'], savePath: '/elsewhere' },
    ]);
  });

  it('says that the service did not take what it has', async () => {
    const { client } = qbittorrentBench({ webApiVersion });
    await client().add({ source: magnet });

    await expect(client().add({ source: magnet })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses what is no torrent file with the words of the service', async () => {
    const { client } = qbittorrentBench({ webApiVersion });

    await expect(client().add({ source: new Blob(['not a torrent']) })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: "qbittorrent: Error: 'added.torrent' is not a valid torrent file.",
    });
  });

  it('sets and clears category, tags and limits', async () => {
    const { client } = qbittorrentBench({ webApiVersion });
    await client().createCategory('films');
    await client().setCategory([stalled, finished], 'films');
    await client().setCategory([finished], '');
    await client().addTags([stalled], ['keep', 'slow']);
    await client().removeTags([stalled], ['slow']);
    await client().limitDownload([stalled], 1000);
    await client().limitUpload([stalled], 500);

    expect(await client().torrents({ hashes: [stalled] })).toMatchObject([
      { category: 'films', tags: ['keep'], downloadLimit: 1000, uploadLimit: 500 },
    ]);
    expect(await client().torrents({ category: '' })).toMatchObject([{ hash: finished }]);
  });

  it('limits everything, apart for each mode', async () => {
    const { client } = qbittorrentBench({ webApiVersion });
    await client().limitDownload(undefined, 4000);
    await client().limitUpload(undefined, 2000);
    await client().setAlternativeLimits(true);
    await client().setAlternativeLimits(true);
    const alternative = await client().transfer();
    await client().setAlternativeLimits(false);

    expect(alternative).toMatchObject({ downloadLimit: 10_240, uploadLimit: 10_240 });
    expect(await client().transfer()).toMatchObject({ downloadLimit: 4000, uploadLimit: 2000 });
    expect(await client().hasAlternativeLimits()).toBe(false);
  });

  it('deletes', async () => {
    const { client } = qbittorrentBench({ webApiVersion });
    await client().delete([stalled], false);

    expect(await client().torrents()).toMatchObject([{ hash: finished }]);
  });
});

describe('QBittorrentClient', () => {
  it('tells its versions', async () => {
    const { client } = qbittorrentBench();

    expect(await client().version()).toEqual({ version: 'v5.1.0', webApiVersion: '2.11.4' });
  });

  it('says that a category is not there, and that a torrent is not', async () => {
    const { client } = qbittorrentBench();

    await expect(client().setCategory([stalled], 'nosuch')).rejects.toMatchObject({
      code: 'conflict',
      message: 'qbittorrent: Incorrect category name',
    });
    await expect(client().properties('f'.repeat(40))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds the new words when another version runs there since it looked', async () => {
    const bench = qbittorrentBench({ webApiVersion: '2.8.3' }, { username: 'admin', password: 'right' });
    await bench.client().stop([stalled]);
    const newer = qbittorrentBench({ webApiVersion: '2.11.4' }).standIn;
    // The address stays, and so does the session: as behind a proxy that signs in itself.
    const login = await newer.fetch(
      new Request('http://qbittorrent.test/api/v2/auth/login', {
        method: 'POST',
        body: new URLSearchParams({ username: 'admin', password: 'right' }),
      }),
    );
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    Object.assign(bench.standIn, {
      fetch: async (request: Request) => {
        const headers = new Headers(request.headers);
        headers.set('cookie', cookie);
        return newer.fetch(new Request(request, { headers }));
      },
    });
    await bench.client().stop([stalled]);

    expect(bench.asked.slice(-3)).toEqual(['POST torrents/pause', 'GET app/webapiVersion', 'POST torrents/stop']);
  });
});
