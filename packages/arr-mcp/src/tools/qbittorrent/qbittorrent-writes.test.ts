import { createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { finished, qbittorrentBench, stalled } from '../../services/qbittorrent/qbittorrent-bench.fixtures.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const magnetHash = '00000000000000000000000000000000000000aa';
const magnet = `magnet:?xt=urn:btih:${magnetHash}&dn=Tin+Harvest&tr=https%3A%2F%2Ftracker.test%2Fpasskey-canary%2Fannounce`;
const torrentFile = Buffer.from('d4:infod6:lengthi5e4:name6:a.film12:piece lengthi16384e6:pieces0:ee');

function openBench(...given: Parameters<typeof qbittorrentBench>) {
  const qbittorrent = qbittorrentBench(...given);
  const files = {
    read: async (path: string) => {
      const contents: Readonly<Record<string, Buffer>> = {
        '/media/a.torrent': torrentFile,
        '/media/notes.txt': Buffer.from('my notes'),
      };
      const content = contents[path];
      return content === undefined ? undefined : { content, sha256: '', mode: 0o600, uid: 0, gid: 0 };
    },
  };
  return { ...qbittorrent, bench: new ToolBench({ services: qbittorrent.services, files }) };
}

describe.each(['2.8.3', '2.11.4', '2.14.1'] as const)('qbittorrent_add with Web API %s', (webApiVersion) => {
  it('adds a magnet link and tells what it became', async () => {
    const { bench } = openBench({ webApiVersion });
    const answer = await bench.call('qbittorrent_add', {
      source: magnet,
      category: 'tv-sonarr',
      tags: ['keep'],
      save_path: '/downloads/other',
      paused: true,
    });

    expect(answer).toMatchObject({
      instance: 'qbittorrent',
      added: { hash: magnetHash, name: 'Tin Harvest', state: 'paused', category: 'tv-sonarr', tags: ['keep'] },
    });
    expect(JSON.stringify(answer)).not.toContain('size_bytes');
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('adds a torrent file of the file scope', async () => {
    const { bench } = openBench({ webApiVersion });

    expect(await bench.call('qbittorrent_add', { source: '/media/a.torrent' })).toMatchObject({
      added: { name: 'a.film', size_bytes: 5, state: 'stalled' },
    });
  });

  it('says that it is there already', async () => {
    const { bench } = openBench({ webApiVersion });
    await bench.call('qbittorrent_add', { source: magnet });

    await expect(bench.call('qbittorrent_add', { source: magnet })).rejects.toMatchObject({
      code: 'conflict',
      message: 'qbittorrent has it already: Tin Harvest (fetching metadata)',
    });
  });
});

describe('qbittorrent_add', () => {
  it('says where to look for what is fetched first', async () => {
    const { bench, client } = openBench();
    const answer = await bench.call('qbittorrent_add', { source: 'http://indexer.test/tin.harvest.torrent' });

    expect(answer).toEqual({
      instance: 'qbittorrent',
      next: expect.stringContaining('qbittorrent_get_torrents') as string,
    });
    expect((await client().torrents()).map(({ name }) => name)).toContain('tin.harvest');
  });

  it.each([
    ['a file that is not there', '/media/none.torrent', 'not_found'],
    ['a file that is no torrent', '/media/notes.txt', 'invalid_argument'],
    ['a path of nowhere', 'a.torrent', 'invalid_argument'],
    ['another kind of address', 'file:///etc/passwd', 'invalid_argument'],
  ])('refuses %s', async (_what, source, code) => {
    const { bench, asked } = openBench();

    await expect(bench.call('qbittorrent_add', { source })).rejects.toMatchObject({ code });
    expect(asked).not.toContain('POST torrents/add');
  });

  it('makes no category by mistake', async () => {
    const { bench, asked } = openBench();

    await expect(bench.call('qbittorrent_add', { source: magnet, category: 'tv-sonar' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('There is: tv-sonarr') as string,
    });
    expect(asked).not.toContain('POST torrents/add');
  });
});

describe('qbittorrent_stop and qbittorrent_start', () => {
  it('pause and start what is named by hash or by name, each once', async () => {
    const { bench, client } = openBench();
    const torrents = [stalled, 'Orbital Gardeners S02E02', finished];

    expect(await bench.call('qbittorrent_stop', { torrents })).toMatchObject({
      instance: 'qbittorrent',
      items: [{ hash: stalled }, { hash: finished }],
    });
    expect((await client().torrents()).map(({ state }) => state)).toEqual(['paused', 'paused']);
    await bench.call('qbittorrent_start', { torrents });
    expect((await client().torrents()).map(({ state }) => state)).toEqual(['seeding', 'stalled']);
  });

  it('change nothing when one of the names fits several, or none', async () => {
    const { bench, asked } = openBench();

    await expect(bench.call('qbittorrent_stop', { torrents: [stalled, 'orbital'] })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    await expect(bench.call('qbittorrent_stop', { torrents: [stalled, 'nothing'] })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(asked).not.toContain('POST torrents/stop');
  });
});

describe('qbittorrent_recheck and qbittorrent_reannounce', () => {
  it('have the service check, and ask the trackers', async () => {
    const { bench, client } = openBench();
    await bench.call('qbittorrent_reannounce', { torrents: [finished] });
    await bench.call('qbittorrent_recheck', { torrents: [finished] });

    expect(await client().torrents({ hashes: [finished] })).toMatchObject([{ state: 'checking' }]);
    expect((await client().trackers(finished)).at(-1)).toMatchObject({ state: 'working' });
  });
});

describe('qbittorrent_set_category', () => {
  it('sets one that is there, and clears it', async () => {
    const { bench, client } = openBench();
    await client().createCategory('films');
    await bench.call('qbittorrent_set_category', { torrents: [stalled], category: 'films' });
    await bench.call('qbittorrent_set_category', { torrents: [finished], category: '' });

    expect((await client().torrents()).map(({ category }) => category)).toEqual([undefined, 'films']);
  });

  it('makes a missing one only when asked', async () => {
    const { bench, client } = openBench();
    const args = { torrents: [stalled], category: 'films' };

    await expect(bench.call('qbittorrent_set_category', args)).rejects.toMatchObject({ code: 'not_found' });
    await bench.call('qbittorrent_set_category', { ...args, create: true });
    expect(await client().torrents({ category: 'films' })).toMatchObject([{ hash: stalled }]);
  });
});

describe('qbittorrent_set_tags', () => {
  it('adds and removes tags', async () => {
    const { bench } = openBench();
    await bench.call('qbittorrent_set_tags', { torrents: [stalled], add: ['keep', 'slow'] });

    expect(
      await bench.call('qbittorrent_set_tags', { torrents: [stalled], add: ['mine'], remove: ['slow'] }),
    ).toMatchObject({ items: [{ hash: stalled, tags: ['keep', 'mine'] }] });
  });

  it.each([{}, { add: ['one,two'] }, { add: [] }])('refuses %j', async (args) => {
    const { bench } = openBench();

    await expect(bench.call('qbittorrent_set_tags', { torrents: [stalled], ...args })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });
});

describe('qbittorrent_set_limits', () => {
  it('limits torrents and tells what holds now', async () => {
    const { bench } = openBench();
    const args = { torrents: [stalled], download: 1000 };

    expect(await bench.call('qbittorrent_set_limits', args)).toMatchObject({
      items: [{ hash: stalled, download_limit: 1000, upload_limit: 0 }],
    });
  });

  it('limits everything together without torrents', async () => {
    const { bench } = openBench();

    expect(await bench.call('qbittorrent_set_limits', { download: 0, upload: 2000 })).toEqual({
      instance: 'qbittorrent',
      all: { download_limit: 0, upload_limit: 2000, alternative_limits: false },
    });
  });

  it('wants to know a limit', async () => {
    const { bench } = openBench();

    await expect(bench.call('qbittorrent_set_limits', {})).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('qbittorrent_set_alternative_limits', () => {
  it('switches them, and leaves them where they are as wished', async () => {
    const { bench, asked } = openBench();
    await bench.call('qbittorrent_set_alternative_limits', { enabled: true });
    const again = await bench.call('qbittorrent_set_alternative_limits', { enabled: true });

    expect(again).toEqual({
      instance: 'qbittorrent',
      enabled: true,
      download_limit: 10_240,
      upload_limit: 10_240,
    });
    expect(asked.filter((each) => each === 'POST transfer/toggleSpeedLimitsMode')).toHaveLength(1);
  });
});

describe('qbittorrent_delete', () => {
  it('does nothing before it is agreed to, and keeps files', async () => {
    const { bench, client } = openBench();
    const preview = await bench.call('qbittorrent_delete', { torrents: [stalled] });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary:
        'Removes Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO from qbittorrent. Its files (1.8 GiB) stay on disk.',
      plan: { size_bytes: 1_932_735_283, items: [{ hash: stalled }] },
    });
    expect(await client().torrents()).toHaveLength(2);
  });

  it('removes what was agreed to', async () => {
    const { bench, client, requests } = openBench();
    const { done } = await bench.confirm('qbittorrent_delete', { torrents: [stalled] });
    const sent = requests.find(({ url }) => url.endsWith('torrents/delete'));

    expect(done).toMatchObject({ status: 'done', files_deleted: false, items: [{ hash: stalled }] });
    expect(await sent?.text()).toBe(`hashes=${stalled}&deleteFiles=false`);
    expect(await client().torrents()).toMatchObject([{ hash: finished }]);
  });

  it('says whose files go with those that it deletes', async () => {
    const first = createWorld().downloads.find(({ id }) => id === stalled);
    const twin = { ...first!, id: 'f'.repeat(40) };
    const world = createWorld({ downloads: [first!, twin] });
    const { bench, requests } = openBench({ world });
    const { preview } = await bench.confirm('qbittorrent_delete', { torrents: [stalled], delete_files: true });
    const sent = requests.find(({ url }) => url.endsWith('torrents/delete'));

    expect(preview).toMatchObject({
      summary: expect.stringContaining('up to 1.8 GiB, are deleted for good. Of the same files, and left') as string,
      plan: {
        also_affected: ['Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO'],
        items: [{ path: '/downloads/complete/Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO' }],
      },
    });
    expect(await sent?.text()).toBe(`hashes=${stalled}&deleteFiles=true`);
  });
});
