import { describe, expect, it } from 'vitest';

import { confirm, fail, rows, succeed } from '../connect.ts';
import { shellInLab, tryInLab } from '../lab.ts';
import { downloads } from '../qbittorrent-probe.ts';
import { filmName, showName, useQBittorrent } from '../qbittorrent-stage.ts';
import { until } from '../run.ts';
import { hasNoMediaHost } from '../story.ts';

/** What changes torrents, on the real qBittorrent; its own API tells what was done. */
describe.skipIf(hasNoMediaHost)('torrents of qBittorrent', () => {
  const stage = useQBittorrent();

  it('pauses and starts several at once', async () => {
    await stage.addBoth();
    await succeed(stage.connection, 'qbittorrent_stop', { torrents: [stage.film.hash, 'Example Show S01E01'] });
    await until('they rest', async () =>
      (await stage.probe.torrents()).every(({ state }) => String(state).startsWith('stopped')),
    );
    expect(rows(await succeed(stage.connection, 'qbittorrent_get_torrents', { state: 'paused' }))).toHaveLength(2);

    await succeed(stage.connection, 'qbittorrent_start', { torrents: [stage.film.hash] });
    await until('one goes on', async () => (await stage.probe.torrent(stage.film.hash))?.['state'] === 'stalledUP');
    expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({ state: 'stoppedDL' });
  });

  it('has files checked, and finds what is broken', async () => {
    await stage.addBoth();
    await shellInLab(`printf x | dd of=${downloads}/${filmName} bs=1 conv=notrunc status=none`);
    await succeed(stage.connection, 'qbittorrent_recheck', { torrents: [stage.film.hash] });

    await until(
      'the hole is found',
      async () => Number((await stage.probe.torrent(stage.film.hash))?.['progress']) < 1,
    );
    expect(rows(await succeed(stage.connection, 'qbittorrent_get_torrents', { state: 'completed' }))).toEqual([]);
  });

  it('has torrents announced again', async () => {
    await stage.addBoth();
    await until('both were announced', async () => (await stage.probe.announces()) >= 2);
    const before = await stage.probe.announces();
    expect(
      rows(await succeed(stage.connection, 'qbittorrent_reannounce', { torrents: [stage.film.hash] })),
    ).toHaveLength(1);

    await until('it is announced again', async () => (await stage.probe.announces()) > before);
  });

  it('sets categories, and makes a missing one only when asked', async () => {
    await stage.addBoth();
    const args = { torrents: [stage.show.hash], category: 'comics' };
    expect((await fail(stage.connection, 'qbittorrent_set_category', args)).code).toBe('not_found');
    expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({ category: '' });

    await succeed(stage.connection, 'qbittorrent_set_category', { ...args, create: true });
    await succeed(stage.connection, 'qbittorrent_set_category', { torrents: [stage.film.hash], category: '' });
    expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({ category: 'comics' });
    expect(await stage.probe.torrent(stage.film.hash)).toMatchObject({ category: '' });
  });

  it('adds and removes tags', async () => {
    await stage.addBoth();
    const torrents = [stage.film.hash, stage.show.hash];
    await succeed(stage.connection, 'qbittorrent_set_tags', { torrents, add: ['keep', 'slow'] });
    const answer = await succeed(stage.connection, 'qbittorrent_set_tags', {
      torrents: [stage.film.hash],
      remove: ['slow'],
    });

    expect(rows(answer)).toMatchObject([{ hash: stage.film.hash, tags: ['keep'] }]);
    expect(await stage.probe.torrent(stage.film.hash)).toMatchObject({ tags: 'keep' });
    expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({ tags: 'keep, slow' });
  });

  it('limits torrents, and everything together', async () => {
    await stage.addBoth();
    await succeed(stage.connection, 'qbittorrent_set_limits', {
      torrents: [stage.show.hash],
      download: 20_480,
      upload: 10_240,
    });
    const answer = await succeed(stage.connection, 'qbittorrent_set_limits', { download: 1_048_576 });

    expect(await stage.probe.torrent(stage.show.hash)).toMatchObject({ dl_limit: 20_480, up_limit: 10_240 });
    expect(await stage.probe.torrent(stage.film.hash)).toMatchObject({ dl_limit: 0, up_limit: 0 });
    expect(answer).toMatchObject({ all: { download_limit: 1_048_576, upload_limit: 0, alternative_limits: false } });
    expect(await stage.probe.ask('transfer/downloadLimit')).toBe('1048576');
  });

  it('switches the alternative limits', async () => {
    expect(await succeed(stage.connection, 'qbittorrent_set_alternative_limits', { enabled: true })).toMatchObject({
      enabled: true,
    });
    expect(await stage.probe.ask('transfer/speedLimitsMode')).toBe('1');
    await succeed(stage.connection, 'qbittorrent_set_alternative_limits', { enabled: false });
    expect(await stage.probe.ask('transfer/speedLimitsMode')).toBe('0');
  });

  describe('qbittorrent_delete', () => {
    const exists = async (name: string): Promise<boolean> =>
      (await tryInLab(['test', '-e', `${downloads}/${name}`])).exitCode === 0;

    it('does nothing before somebody agrees, and leaves the files', async () => {
      await stage.addBoth();
      const preview = await succeed(stage.connection, 'qbittorrent_delete', { torrents: [stage.film.hash] });
      expect(preview).toMatchObject({
        status: 'confirmation_required',
        summary: `Removes ${filmName} from qbittorrent. Its files (683.6 KiB) stay on disk.`,
      });
      expect(await stage.probe.torrents()).toHaveLength(2);

      await confirm(stage.connection, 'qbittorrent_delete', { torrents: [stage.film.hash] });
      await until('it is gone', async () => (await stage.probe.torrent(stage.film.hash)) === undefined);
      expect(await exists(filmName)).toBe(true);
      await shellInLab(`rm ${downloads}/${filmName}`);
    });

    it('deletes the files too, when that is asked and agreed to', async () => {
      await stage.addBoth();
      const torrents = [filmName, showName];
      const done = await confirm(stage.connection, 'qbittorrent_delete', { torrents, delete_files: true });

      expect(done).toMatchObject({
        files_deleted: true,
        items: [{ hash: stage.film.hash }, { hash: stage.show.hash }],
      });
      await until('the files are gone', async () => !(await exists(filmName)));
      expect(await stage.probe.torrents()).toEqual([]);
    });
  });
});
