import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Connection, confirm, connect, fail, rows, succeed } from '../connect.ts';
import { tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { SabnzbdProbe } from '../sabnzbd-probe.ts';
import { type LabServices, makeNzb, startServices, stopService } from '../services.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { hasNoMediaHost } from '../story.ts';

const show = 'Example.Show.S01E02.1080p.WEB.H264-LAB';
const lost = 'Lost.Show.S01E01.720p-LAB';

/** Every tool on the real SABnzbd; what each did is read from its own API. */
describe.skipIf(hasNoMediaHost)('SABnzbd', () => {
  let lab: LabServices;
  let probe: SabnzbdProbe;
  let server: RunningServer;
  let connection: Connection;
  const media = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-media-'));

  beforeAll(async () => {
    lab = await startServices();
    probe = new SabnzbdProbe(lab.sabnzbd);
    writeFileSync(join(media, `${show}.nzb`), await makeNzb(show, 6_000_000, 'slow'));
    writeFileSync(join(media, `${lost}.nzb`), await makeNzb(lost, 400_000, 'missing'));
    writeFileSync(join(media, 'rubbish.nzb'), 'not an NZB');
    server = await startServer({
      SABNZBD_URL: lab.sabnzbd.url,
      SABNZBD_API_KEY: lab.sabnzbd.apiKey,
      ARR_MCP_MEDIA_DIR: media,
    });
    connection = await connect(server);
  });
  afterAll(async () => {
    await probe.stopServing();
    await probe.clear();
    await connection.close();
    await server.stop();
    rmSync(media, { recursive: true, force: true });
  });
  beforeEach(async () => probe.clear());

  async function addPaused(name = show): Promise<string> {
    const nzb = join(media, `${name}.nzb`);
    const { nzo_id } = await succeed(connection, 'sabnzbd_add', { nzb, category: 'tv', priority: 'paused' });
    return String(nzo_id);
  }

  async function addLost(): Promise<string> {
    const { nzo_id } = await succeed(connection, 'sabnzbd_add', { nzb: join(media, `${lost}.nzb`) });
    // It is told of as failed a moment before it is stored as that.
    await until('it failed', async () => (await probe.history())[0]?.['retry'] === true);
    return String(nzo_id);
  }

  describe('sabnzbd_add', () => {
    it('hands over a file of the media directory', async () => {
      const id = await addPaused();

      expect(await probe.queue()).toMatchObject([{ nzo_id: id, filename: show, cat: 'tv', status: 'Paused' }]);
    });

    it('hands over an address, which SABnzbd fetches from where it stands', async () => {
      const nzb = await probe.serveNzb(await makeNzb('Example.Movie.2020', 300_000));
      const { nzo_id } = await succeed(connection, 'sabnzbd_add', { nzb, name: 'A Movie', category: 'movies' });

      // A job stands in the history from when it is unpacked on, and twice for a moment when it is stored there.
      await until('it is there once, and has ended', async () => {
        const [job, ...others] = await probe.history();
        return others.length === 0 && (job?.['status'] === 'Completed' || job?.['status'] === 'Failed');
      });
      expect(await probe.history()).toMatchObject([
        { nzo_id, name: 'A Movie', category: 'movies', status: 'Completed' },
      ]);
    });

    it.each([
      ['a file that is no NZB', 'rubbish.nzb', {}, 'invalid_argument'],
      ['a category that there is not', `${show}.nzb`, { category: 'comics' }, 'invalid_argument'],
      ['a file outside', '/etc/passwd.nzb', {}, 'not_found'],
      ['another kind of address', 'file:///etc/passwd.nzb', {}, 'invalid_argument'],
      ['an address with a password', 'http://user:pass@indexer.example/a.nzb', {}, 'refused'],
    ])('refuses %s', async (_what, file, options, code) => {
      const nzb = /^(?:\/|\w+:)/.test(file) ? file : join(media, file);

      expect((await fail(connection, 'sabnzbd_add', { nzb, ...options })).code).toBe(code);
      expect(await probe.queue()).toEqual([]);
    });
  });

  it('is listed, whole and by a part of a name', async () => {
    const id = await addPaused();
    const answer = await succeed(connection, 'sabnzbd_get_queue');

    expect(rows(answer)).toMatchObject([{ nzo_id: id, name: show, status: 'Paused', category: 'tv' }]);
    expect(Number(rows(answer)[0]?.['size_bytes'])).toBeGreaterThan(6_000_000);
    expect(rows(await succeed(connection, 'sabnzbd_get_queue', { query: 'no such' }))).toEqual([]);
  });

  it('pauses and resumes one download, by its name', async () => {
    await succeed(connection, 'sabnzbd_add', { nzb: join(media, `${show}.nzb`) });
    expect(await succeed(connection, 'sabnzbd_pause', { download: show })).toMatchObject({
      download: { status: 'Paused' },
    });
    expect(await probe.queue()).toMatchObject([{ status: 'Paused' }]);

    await succeed(connection, 'sabnzbd_resume', { download: show });
    expect(await probe.queue()).toMatchObject([{ status: expect.stringMatching(/Downloading|Queued/) as unknown }]);
  });

  it('pauses the whole queue, for a while and until it is resumed', async () => {
    const paused = await succeed(connection, 'sabnzbd_pause', { minutes: 5 });
    expect(Number((paused['queue'] as Record<string, unknown>)['resumes_in_seconds'])).toBeGreaterThan(290);
    expect(await probe.state()).toMatchObject({ paused: true, pause_int: expect.stringMatching(/^[45]:/) as unknown });

    await succeed(connection, 'sabnzbd_pause');
    expect(await probe.state()).toMatchObject({ paused: true, pause_int: '0' });

    await succeed(connection, 'sabnzbd_resume');
    expect(await probe.state()).toMatchObject({ paused: false });
  });

  it('gives a download another priority', async () => {
    const download = await addPaused();
    await succeed(connection, 'sabnzbd_set_priority', { download, priority: 'high' });

    expect(await probe.queue()).toMatchObject([{ priority: 'High' }]);
  });

  it('limits its speed', async () => {
    await succeed(connection, 'sabnzbd_set_speed_limit', { speed: '400K' });
    expect(await probe.state()).toMatchObject({ speedlimit_abs: '409600' });

    await succeed(connection, 'sabnzbd_set_speed_limit', { speed: 'off' });
    expect(await probe.state()).toMatchObject({ speedlimit_abs: '0' });
  });

  it('says that it limits nothing to a share of an unknown speed', async () => {
    expect(await fail(connection, 'sabnzbd_set_speed_limit', { speed: '50%' })).toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('bandwidth_max') as unknown,
    });
  });

  it('limits to a share once its line is known', async () => {
    await confirm(connection, 'sabnzbd_set_config', { section: 'misc', keyword: 'bandwidth_max', value: '10M' });
    await succeed(connection, 'sabnzbd_set_speed_limit', { speed: '50%' });
    expect(await probe.state()).toMatchObject({ speedlimit: '50', speedlimit_abs: String(5 * 1024 ** 2) });

    await succeed(connection, 'sabnzbd_set_speed_limit', { speed: 'off' });
    await confirm(connection, 'sabnzbd_set_config', { section: 'misc', keyword: 'bandwidth_max', value: '' });
  });

  it('tells what failed and why, and fetches it again', async () => {
    const id = await addLost();
    const failed = rows(await succeed(connection, 'sabnzbd_get_history', { failed_only: true }));
    expect(failed).toMatchObject([
      { nzo_id: id, status: 'Failed', can_retry: true, failure: expect.stringContaining('server') as unknown },
    ]);
    expect(rows(await succeed(connection, 'sabnzbd_get_history', { category: 'movies' }))).toEqual([]);

    await probe.ask({ mode: 'pause' });
    await succeed(connection, 'sabnzbd_retry_download', { download: lost });
    expect(await probe.history()).toEqual([]);
    expect(await probe.queue()).toMatchObject([{ filename: lost }]);
  });

  it('does not fetch again what is there', async () => {
    const nzb = await probe.serveNzb(await makeNzb('Example.Movie.2020', 300_000));
    await succeed(connection, 'sabnzbd_add', { nzb, name: 'A Movie' });
    await until('it is there', async () => (await probe.history())[0]?.['status'] === 'Completed');

    expect((await fail(connection, 'sabnzbd_retry_download', { download: 'A Movie' })).code).toBe('conflict');
  });

  it('deletes from the queue what somebody agreed to', async () => {
    const download = await addPaused();
    const preview = await succeed(connection, 'sabnzbd_delete_download', { download, delete_files: true });
    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringContaining(show) as unknown,
      plan: { from: 'queue', files: [{ name: expect.stringContaining(show) as unknown }] },
    });
    expect(await probe.queue()).toHaveLength(1);

    await confirm(connection, 'sabnzbd_delete_download', { download, delete_files: true });
    expect(await probe.queue()).toEqual([]);
  });

  it('deletes what runs: the preview still holds a moment later', async () => {
    await succeed(connection, 'sabnzbd_add', { nzb: join(media, `${show}.nzb`) });
    await until('it runs', async () => Number((await probe.queue())[0]?.['percentage']) > 0);

    expect(await confirm(connection, 'sabnzbd_delete_download', { download: show })).toMatchObject({ status: 'done' });
    expect(await probe.queue()).toEqual([]);
  });

  it('deletes from the history what somebody agreed to, with what is left of its files', async () => {
    const download = await addLost();
    const path = String((await probe.history())[0]?.['storage']);
    expect((await tryInLab(['test', '-e', path])).exitCode).toBe(0);

    await confirm(connection, 'sabnzbd_delete_download', { download, delete_files: true });
    expect(await probe.history()).toEqual([]);
    expect((await tryInLab(['test', '-e', path])).exitCode).toBe(1);
  });

  it.each(['sabnzbd_pause', 'sabnzbd_resume', 'sabnzbd_retry_download', 'sabnzbd_delete_download'])(
    '%s knows nothing of a download that there is not',
    async (tool) => {
      expect((await fail(connection, tool, { download: 'SABnzbd_nzo_nosuch' })).code).toBe('not_found');
    },
  );

  it('tells its version, servers and disks', async () => {
    const [status] = rows(await succeed(connection, 'sabnzbd_get_status'));

    expect(status).toMatchObject({ version: await probe.version(), servers: [{ name: 'lab', most_connections: 1 }] });
    expect(status).toMatchObject({ complete: { free_bytes: expect.any(Number) as unknown } });
  });

  it('tells its warnings', async () => {
    await fail(connection, 'sabnzbd_add', { nzb: join(media, 'rubbish.nzb') });
    const warnings = rows(await succeed(connection, 'sabnzbd_get_warnings'));

    expect(warnings[0]).toMatchObject({ type: 'WARNING', text: expect.stringContaining('rubbish') as unknown });
  });

  it.each(['misc', 'servers', 'categories', 'rss'])('shows the settings of %s, and no key', async (section) => {
    const answer = await succeed(connection, 'sabnzbd_get_config', { section });

    expect(JSON.stringify(answer)).not.toContain(lab.sabnzbd.apiKey);
    expect(JSON.stringify(answer)).not.toContain(lab.sabnzbd.nzbKey);
    expect(rows(answer).length).toBeGreaterThanOrEqual(section === 'rss' ? 0 : 1);
  });

  it.each([
    ['misc', { section: 'misc', keyword: 'top_only', value: '1' }, '0'],
    ['a category', { section: 'categories', name: 'tv', keyword: 'dir', value: 'television' }, 'tv'],
    ['a server', { section: 'servers', name: 'lab', keyword: 'retention', value: '1200' }, '0'],
  ])('changes a setting of %s after it was shown', async (_what, args, old) => {
    const preview = await succeed(connection, 'sabnzbd_set_config', args);
    expect(String(preview['summary'])).toContain(args.value);
    expect(await probe.setting(args)).not.toBe(args.value);

    await confirm(connection, 'sabnzbd_set_config', args);
    expect(await probe.setting(args)).toMatch(new RegExp(`^(?:${args.value}|true)$`));

    await confirm(connection, 'sabnzbd_set_config', { ...args, value: old });
  });

  it.each([
    ['where scripts lie', 'misc', 'script_dir', '/media-server'],
    ['who may come in', 'misc', 'inet_exposure', '5'],
    ['its key', 'misc', 'api_key', 'x'],
    ['what runs first', 'misc', 'pre_script', 'x.sh'],
  ])('lets nobody change %s', async (_what, section, keyword, value) => {
    const before = await probe.setting({ section, keyword });

    expect((await fail(connection, 'sabnzbd_set_config', { section, keyword, value })).code).toBe('refused');
    expect(await probe.setting({ section, keyword })).toBe(before);
  });

  it('puts no key into an address: its log of requests has none', async () => {
    await succeed(connection, 'sabnzbd_get_queue');
    const { stdout } = await tryInLab(['bash', '-c', 'cat /srv/lab/sabnzbd/logs/*.log*']);

    expect(stdout).not.toMatch(/\/api\?\S*apikey=/);
  });

  describe('with another key', () => {
    it.each([
      ['a wrong one', 'wrong'],
      ['the one that may only add', undefined],
    ])('refuses %s and says so', async (_what, given) => {
      const wrong = await startServer({
        SABNZBD_URL: lab.sabnzbd.url,
        SABNZBD_API_KEY: given ?? lab.sabnzbd.nzbKey,
      });
      const stranger = await connect(wrong);
      try {
        const error = await fail(stranger, 'sabnzbd_get_queue');
        expect(error).toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('NZB key') as unknown });
        expect(JSON.stringify(error)).not.toContain(lab.sabnzbd.nzbKey);
      } finally {
        await stranger.close();
        await wrong.stop();
      }
    });
  });

  it('is said to be out of reach while it is stopped, and answers once it is back', async () => {
    await stopService('sabnzbd');
    expect((await fail(connection, 'sabnzbd_get_queue')).code).toBe('unreachable');
    expect((await fail(connection, 'sabnzbd_pause')).code).toBe('unreachable');

    await startServices();
    await until('it answers', async () => !(await connection.call('sabnzbd_get_queue')).isError);
  });
});
