import { describe, expect, it } from 'vitest';

import { type Connection, connect, fail, rows, succeed } from '../connect.ts';
import { downloads, passkey } from '../qbittorrent-probe.ts';
import { filmName, showName, useQBittorrent } from '../qbittorrent-stage.ts';
import { until } from '../run.ts';
import { startServices, stopService } from '../services.ts';
import { startServer } from '../start-server.ts';
import { hasNoMediaHost } from '../story.ts';

const magnetHash = '00000000000000000000000000000000000000ab';
const magnet = `magnet:?xt=urn:btih:${magnetHash}&dn=Example+Magnet`;

/** What adds and reads, on the real qBittorrent; its own API tells what was done. */
describe.skipIf(hasNoMediaHost)('qBittorrent', () => {
  const stage = useQBittorrent();

  describe('qbittorrent_add', () => {
    it('hands over a file of the media directory, with all that can be said of it', async () => {
      const { added } = await succeed(stage.connection, 'qbittorrent_add', {
        source: stage.inMedia('show.torrent'),
        category: 'tv',
        tags: ['one', 'two words'],
        save_path: `${downloads}/elsewhere`,
        paused: true,
      });

      expect(added).toMatchObject({ hash: stage.show.hash, name: showName, size_bytes: 300_000 });
      await until('it rests', async () => (await stage.probe.torrent(stage.show.hash))?.['state'] === 'stoppedDL');
      expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({
        category: 'tv',
        tags: 'one, two words',
        save_path: `${downloads}/elsewhere`,
      });
    });

    it('hands over a magnet link', async () => {
      const { added } = await succeed(stage.connection, 'qbittorrent_add', { source: magnet });

      expect(added).toMatchObject({ hash: magnetHash, name: 'Example Magnet', state: 'fetching metadata' });
      expect(await stage.probe.torrents()).toMatchObject([{ hash: magnetHash, state: 'metaDL' }]);
    });

    it('hands over an address, which qBittorrent fetches from where it stands', async () => {
      const answer = await succeed(stage.connection, 'qbittorrent_add', { source: await stage.probe.servedAddress() });

      expect(answer['next']).toContain('qbittorrent_get_torrents');
      await until('it is there', async () => (await stage.probe.torrent(stage.show.hash)) !== undefined);
    });

    it('says that it is there already, and in which state', async () => {
      await succeed(stage.connection, 'qbittorrent_add', { source: magnet });

      expect(await fail(stage.connection, 'qbittorrent_add', { source: magnet })).toMatchObject({
        code: 'conflict',
        message: 'qbittorrent has it already: Example Magnet (fetching metadata)',
      });
    });

    it.each([
      ['a file that is no torrent', 'rubbish.torrent', {}, 'invalid_argument'],
      ['a category that there is not', 'show.torrent', { category: 'comics' }, 'not_found'],
      ['a file outside', '/etc/passwd', {}, 'not_found'],
      ['another kind of address', 'file:///etc/passwd', {}, 'invalid_argument'],
    ])('refuses %s', async (_what, file, options, code) => {
      const source = /^(?:\/|\w+:)/.test(file) ? file : stage.inMedia(file);

      expect((await fail(stage.connection, 'qbittorrent_add', { source, ...options })).code).toBe(code);
      expect(await stage.probe.torrents()).toEqual([]);
      expect(Object.keys(await stage.probe.read('torrents/categories'))).toEqual(['tv']);
    });
  });

  it('lists torrents, narrowed, sorted and in pages', async () => {
    await stage.addBoth();
    const all = await succeed(stage.connection, 'qbittorrent_get_torrents', { sort: 'name' });
    const [first] = rows(await succeed(stage.connection, 'qbittorrent_get_torrents', { sort: 'size', limit: 1 }));
    const cursorOfOne = (await succeed(stage.connection, 'qbittorrent_get_torrents', { limit: 1, sort: 'name' }))[
      'next_cursor'
    ];

    expect(rows(all)).toMatchObject([
      {
        hash: stage.film.hash,
        name: filmName,
        state: 'seeding',
        progress_percent: 100,
        size_bytes: 700_000,
        category: 'tv',
      },
      { hash: stage.show.hash, name: showName, state: 'stalled', progress_percent: 0, size_bytes: 300_000 },
    ]);
    expect(first).toMatchObject({ hash: stage.film.hash });
    for (const [args, hash] of [
      [{ state: 'completed' }, stage.film.hash],
      [{ state: 'downloading' }, stage.show.hash],
      [{ category: 'tv' }, stage.film.hash],
      [{ category: '' }, stage.show.hash],
      [{ limit: 1, sort: 'name', cursor: cursorOfOne }, stage.show.hash],
    ] as const) {
      expect(rows(await succeed(stage.connection, 'qbittorrent_get_torrents', args))).toMatchObject([{ hash }]);
    }
    await stage.probe.post('torrents/delete', { hashes: stage.film.hash, deleteFiles: 'false' });
    await until('it is gone', async () => (await stage.probe.torrents()).length === 1);
    expect(
      await succeed(stage.connection, 'qbittorrent_get_torrents', { limit: 1, sort: 'name', cursor: cursorOfOne }),
    ).toEqual({ items: [], total: 1 });
  });

  it('tells of one torrent, without the passkey of its tracker', async () => {
    await stage.addBoth();
    await until('the tracker was asked', async () => (await stage.probe.announces()) > 0);
    const answer = await succeed(stage.connection, 'qbittorrent_get_torrent', { torrent: 'example film 2020' });

    expect(answer).toMatchObject({
      hash: stage.film.hash,
      save_path: downloads,
      content_path: `${downloads}/${filmName}`,
      items: [{ name: filmName, size_bytes: 700_000, progress_percent: 100 }],
      total: 1,
    });
    expect(answer['trackers']).toMatchObject([
      { address: 'DHT' },
      { address: 'PeX' },
      { address: 'LSD' },
      { address: expect.stringMatching(/^http:\/\/[\d.]+:8122\/\*{8}\/announce$/) as unknown },
    ]);
    expect(JSON.stringify(answer)).not.toContain(passkey);
    expect(JSON.stringify(await stage.probe.list(`torrents/trackers?hash=${stage.film.hash}`))).toContain(passkey);
  });

  it('lets the caller choose where several fit, and says where none does', async () => {
    await stage.addBoth();

    expect(await fail(stage.connection, 'qbittorrent_get_torrent', { torrent: 'example' })).toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ hash: stage.film.hash }, { hash: stage.show.hash }] },
    });
    expect((await fail(stage.connection, 'qbittorrent_get_torrent', { torrent: 'f'.repeat(40) })).code).toBe(
      'not_found',
    );
  });

  it('tells transfer, limits, free space and version', async () => {
    const [item] = rows(await succeed(stage.connection, 'qbittorrent_get_transfer'));
    const { server_state: state } = (await stage.probe.read('sync/maindata')) as {
      server_state: { free_space_on_disk: number };
    };

    expect(item).toMatchObject({
      version: await stage.probe.ask('app/version'),
      web_api_version: await stage.probe.ask('app/webapiVersion'),
      download_limit: 0,
      alternative_limits: false,
    });
    expect(Math.abs(Number(item?.['free_bytes']) - state.free_space_on_disk)).toBeLessThan(1e9);
  });

  it('tells categories and tags', async () => {
    await stage.probe.post('torrents/createCategory', { category: 'films', savePath: '/media-server/movies' });
    await stage.probe.post('torrents/createTags', { tags: 'keep' });

    expect(rows(await succeed(stage.connection, 'qbittorrent_get_categories'))).toEqual([
      { categories: [{ name: 'films', save_path: '/media-server/movies' }, { name: 'tv' }], tags: ['keep'] },
    ]);
  });

  describe('with another credential', () => {
    async function withCredential(
      credential: Readonly<Record<string, string>>,
      story: (stranger: Connection) => Promise<void>,
    ): Promise<void> {
      const other = await startServer({ QBITTORRENT_URL: stage.lab.url, ...credential });
      const stranger = await connect(other);
      try {
        await story(stranger);
      } finally {
        await stranger.close();
        await other.stop();
      }
    }

    it('is refused with a wrong password, and tries it once alone', async () => {
      const before = await stage.probe.refusedSignIns();
      const credential = { QBITTORRENT_USERNAME: stage.lab.username, QBITTORRENT_PASSWORD: 'wrong-canary' };
      await withCredential(credential, async (stranger) => {
        const errors = await Promise.all(
          ['qbittorrent_get_torrents', 'qbittorrent_get_transfer', 'qbittorrent_get_categories'].map(async (tool) =>
            fail(stranger, tool),
          ),
        );
        errors.push(await fail(stranger, 'qbittorrent_stop', { torrents: [stage.film.hash] }));

        expect(errors.map(({ code }) => code)).toEqual(errors.map(() => 'unauthorized'));
        expect(errors[0]?.hint).toContain('not tried again for 15 minutes');
        expect(JSON.stringify(errors)).not.toContain('canary');
      });

      expect((await stage.probe.refusedSignIns()) - before).toBe(1);
      // So that refusals of several runs do not add up to a ban.
      await stage.probe.signIn();
    });

    it('is refused with an API key, which this version does not know', async () => {
      await withCredential({ QBITTORRENT_API_KEY: 'qbt_canary' }, async (stranger) => {
        expect(await fail(stranger, 'qbittorrent_get_torrents')).toMatchObject({
          code: 'unauthorized',
          hint: expect.stringContaining('since 5.2') as unknown,
        });
      });
    });
  });

  it('is said to be out of reach while it is stopped, and signs in anew once it is back', async () => {
    await succeed(stage.connection, 'qbittorrent_get_torrents');
    await stopService('qbittorrent');
    expect((await fail(stage.connection, 'qbittorrent_get_torrents')).code).toBe('unreachable');
    expect((await fail(stage.connection, 'qbittorrent_stop', { torrents: [stage.film.hash] })).code).toBe(
      'unreachable',
    );

    await startServices();
    await until('it answers', async () => !(await stage.connection.call('qbittorrent_get_torrents')).isError);
    await stage.probe.signIn();
  });
});
