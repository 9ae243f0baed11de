import { describe, expect, it } from 'vitest';

import { type AwaitedDownload, type ClientDownload, joinDownloads } from './join-downloads.ts';

const torrent: ClientDownload = { client: 'qbittorrent', id: 'abcdef01', title: 'Show.S01', state: 'downloading' };
const episode: AwaitedDownload = { instance: 'sonarr', queueId: 1, downloadId: 'ABCDEF01', state: 'downloading' };

describe('joinDownloads', () => {
  it('joins by the id, whatever its case', () => {
    expect(joinDownloads([torrent], [episode])).toMatchObject([
      { id: 'abcdef01', title: 'Show.S01', client: 'qbittorrent', awaited: [{ instance: 'sonarr', queueId: 1 }] },
    ]);
  });

  it('shows a season pack once, with all that wait for it', () => {
    const [download] = joinDownloads([torrent], [episode, { ...episode, queueId: 2 }]);

    expect(download?.awaited).toEqual([
      { instance: 'sonarr', queueId: 1 },
      { instance: 'sonarr', queueId: 2 },
    ]);
  });

  it.each([
    ['downloading', 'downloading', 'downloading', false],
    ['stalled', 'downloading', 'stalled', true],
    ['paused', 'downloading', 'paused', false],
    ['seeding', 'import blocked', 'import blocked', true],
    ['seeding', 'waiting to import', 'waiting to import', false],
    ['downloading', 'stuck', 'stuck', true],
    ['missing files', 'downloading', 'missing files', true],
    ['stalled', 'stuck', 'stalled', true],
  ])('takes %s by the client and %s by the *arr for %s', (client, arr, state, isStuck) => {
    expect(joinDownloads([{ ...torrent, state: client }], [{ ...episode, state: arr }])).toMatchObject([
      { state, isStuck },
    ]);
  });

  it('takes the reason from the episode that is worst off', () => {
    const blocked = { ...episode, queueId: 2, state: 'import blocked', reason: 'no files are eligible' };

    expect(joinDownloads([torrent], [episode, blocked])).toMatchObject([{ reason: 'no files are eligible' }]);
  });

  it('keeps what only one side knows', () => {
    const orphan = { ...episode, downloadId: 'gone', title: 'Gone.S01', clientName: 'deluge' };
    const unsent = { ...episode, downloadId: undefined, queueId: 7, title: 'Later.S01', state: 'delayed' };

    expect(joinDownloads([torrent], [orphan, unsent]).map(({ title, client }) => [title, client])).toEqual([
      ['Gone.S01', 'deluge'],
      ['Later.S01', undefined],
      ['Show.S01', 'qbittorrent'],
    ]);
  });

  it('puts first what is stuck', () => {
    const stuck = { ...torrent, id: '2', title: 'Zebra', state: 'stalled' };

    expect(joinDownloads([torrent, stuck], []).map(({ title }) => title)).toEqual(['Zebra', 'Show.S01']);
  });
});
