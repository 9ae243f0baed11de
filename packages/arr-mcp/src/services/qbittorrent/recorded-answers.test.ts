import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, readRecorded, sharedFolder } from '../../testing/shared.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import { ServiceError } from '../service-error.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';
import { QBittorrentSession } from './qbittorrent-session.ts';
import { account } from './qbittorrent-bench.fixtures.ts';

interface Recording {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType?: string;
  readonly file: string;
}

const hash = 'f'.repeat(40);

/** A client whose every call but the sign-in is answered with one recording. */
function clientOf(body: string, { status = 200, contentType = 'application/json' } = {}): QBittorrentClient {
  const fetch = async (url: string) =>
    url.endsWith('auth/login')
      ? new Response('Ok.')
      : new Response(body, { status, headers: { 'content-type': contentType } });
  const connection = new ServiceConnection({
    service: 'qbittorrent',
    instance: 'qbittorrent',
    baseUrl: 'http://qbittorrent.test',
    fetch,
  });
  return new QBittorrentClient(connection, new QBittorrentSession(connection, account), new AbortController().signal);
}

/** Answers of one recorded path, with what the client makes of them. */
const readers: Readonly<Record<string, (client: QBittorrentClient) => Promise<unknown>>> = {
  'auth/login': async (client) => client.tags(),
  'app/version': async (client) => client.version(),
  'app/webapiVersion': async (client) => client.version(),
  'torrents/info': async (client) => client.torrents(),
  'torrents/properties': async (client) => client.properties(hash),
  'torrents/trackers': async (client) => client.trackers(hash),
  'torrents/files': async (client) => client.files(hash),
  'torrents/categories': async (client) => client.categories(),
  'torrents/tags': async (client) => client.tags(),
  'torrents/add': async (client) => client.add({ source: 'magnet:?xt=urn:btih:aa' }),
  'torrents/start': async (client) => client.start([hash]),
  'torrents/stop': async (client) => client.stop([hash]),
  'torrents/recheck': async (client) => client.recheck([hash]),
  'torrents/reannounce': async (client) => client.reannounce([hash]),
  'torrents/setCategory': async (client) => client.setCategory([hash], 'tv'),
  'torrents/createCategory': async (client) => client.createCategory('tv'),
  'torrents/addTags': async (client) => client.addTags([hash], ['keep']),
  'torrents/setDownloadLimit': async (client) => client.limitDownload([hash], 0),
  'torrents/delete': async (client) => client.delete([hash], false),
  'transfer/info': async (client) => client.transfer(),
  'transfer/speedLimitsMode': async (client) => client.hasAlternativeLimits(),
  'transfer/setDownloadLimit': async (client) => client.limitDownload(undefined, 0),
  'sync/maindata': async (client) => client.serverState(),
};

const codes: Readonly<Record<number, string>> = {
  403: 'unauthorized',
  404: 'not_found',
  405: 'invalid_argument',
  409: 'conflict',
  415: 'invalid_argument',
};

describe.skipIf(lacksShared)('what a real qBittorrent 5.1 answers', () => {
  const { entries } = lacksShared
    ? { entries: [] }
    : (JSON.parse(readRecorded('qbittorrent/index.json').toString()) as { entries: Recording[] });
  const known = entries.filter(({ path, name }) => path.replace('/api/v2/', '') in readers && name !== 'login-wrong');

  it.each(known.map((entry) => [entry.name, entry] as const))(
    '%s is read, or refused with a code',
    async (_name, entry) => {
      const { path, status, file } = entry;
      const body = readRecorded(`qbittorrent/${file}`).toString();
      const read = readers[path.replace('/api/v2/', '')];
      const { contentType = 'text/plain' } = entry;
      // Only the body of a sign-in is looked at, which says that it went well.
      const client = path.endsWith('login') ? clientOf('[]') : clientOf(body, { status, contentType });
      const outcome = await read?.(client).then(
        () => 'read',
        (error: unknown) => (error instanceof ServiceError ? error.code : error),
      );

      expect(outcome).toBe((body === 'Fails.' ? 'conflict' : codes[status]) ?? 'read');
    },
  );

  it('is a download from a peer', async () => {
    const [first] = await clientOf(readRecorded('qbittorrent/torrents-info-downloading.json').toString()).torrents();

    expect(first).toEqual({
      hash: '4163e72fe984d0c3e0ae85e9c3d729a73563d708',
      name: 'Example.Movie.2021.1080p-LAB.mkv',
      state: 'downloading',
      progressPercent: 16.7,
      sizeBytes: 4_000_005,
      downloadSpeed: 100_844,
      uploadSpeed: 0,
      etaSeconds: 231,
      ratio: 0,
      tags: [],
      added: new Date(1_795_228_532_000).toISOString(),
      savePath: '/media-server/downloads/torrents',
      contentPath: '/media-server/downloads/torrents/Example.Movie.2021.1080p-LAB.mkv',
      downloadLimit: 300_000,
      uploadLimit: 0,
    });
  });

  it('is a state in words for every torrent', async () => {
    const all = await clientOf(readRecorded('qbittorrent/torrents-info-downloading.json').toString()).torrents();

    expect(all.map(({ state }) => state).sort()).toEqual(['downloading', 'fetching metadata', 'paused', 'seeding']);
  });

  it('is how much is free, and what was loaded since ever', async () => {
    expect(await clientOf(readRecorded('qbittorrent/sync-maindata.json').toString()).serverState()).toEqual({
      freeBytes: 72_702_746_624,
      downloadedBytes: 8_940_217,
      uploadedBytes: 256_855,
    });
  });

  it('reads a household that others recorded', async () => {
    const folder = join(sharedFolder ?? '', 'recorded/qbittorrent');
    const body = readFileSync(join(folder, 'home-assistant--sync-maindata-full.json'), 'utf8');

    await expect(clientOf(body).serverState()).resolves.toMatchObject({ freeBytes: expect.any(Number) as number });
    await expect(
      clientOf(readFileSync(join(folder, 'bardesss--torrents-info.json'), 'utf8')).torrents(),
    ).resolves.toMatchObject([{ name: 'Release.Name.1.1080p.WEB-DL.x264-GROUP', state: 'downloading' }, {}]);
  });
});
