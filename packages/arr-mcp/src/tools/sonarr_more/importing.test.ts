import { beforeEach, describe, expect, it } from 'vitest';

import { ImportCandidate } from '../../services/sonarr/import-schemas.ts';
import { type SonarrBench, itemsOf, openSonarrBench } from '../sonarr/sonarr-bench.fixtures.ts';
import { chooseFiles } from './choose-files.ts';

const download = { download_id: '00000000000000000000000000000000000000D2' };

let opened: SonarrBench;

beforeEach(() => {
  opened = openSonarrBench();
});

async function blockedPath(): Promise<string> {
  const [file] = itemsOf(await opened.call('sonarr_get_manual_import', download));
  return String(file?.['path']);
}

describe('sonarr_get_manual_import', () => {
  it('tells what a blocked file is taken for, and why it is blocked', async () => {
    const { items } = await opened.call('sonarr_get_manual_import', download);

    expect(items).toMatchObject([
      {
        path: expect.stringMatching(/^\/data\/downloads\/.*\.mkv$/) as string,
        series: 'Orbital Gardeners',
        season: 2,
        episodes: [{ episode: 1, has_file: false }],
        quality: 'HDTV-720p',
        rejected: [expect.stringContaining('No files found are eligible') as string],
      },
    ]);
  });

  it.each([{}, { ...download, folder: '/a' }])('needs one place to look in, which %j is not', async (args) => {
    await expect(opened.call('sonarr_get_manual_import', args)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('sonarr_run_manual_import', () => {
  it('imports a rejected file when it is named', async () => {
    const path = await blockedPath();
    const answer = await opened.call('sonarr_run_manual_import', { ...download, files: [path] });

    expect(answer).toMatchObject({ command_id: 1, importing: [path] });
    expect(itemsOf(await opened.call('sonarr_get_episodes', { series: 'orbital', season: 2 }))[0]).toMatchObject({
      has_file: true,
    });
    expect(await opened.call('sonarr_get_queue')).toMatchObject({ total: 2 });
  });

  it('imports none that Sonarr rejects unless it is named', async () => {
    await expect(opened.call('sonarr_run_manual_import', download)).rejects.toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('sonarr_get_manual_import') as string,
    });
    expect(opened.writes).toEqual([]);
  });

  it('takes the series and the episodes that are given for those of the file', async () => {
    const [episode] = itemsOf(await opened.call('sonarr_get_episodes', { series: 'lighthouse', missing: true }));
    const id = episode?.['episode_id'];
    const args = { ...download, files: [await blockedPath()], series: 'lighthouse', episode_ids: [id] };
    await opened.call('sonarr_run_manual_import', args);

    expect(await opened.ask(`episode/${String(id)}`)).toMatchObject({ hasFile: true });
  });

  it.each([
    ['a file that is not there', { files: ['/a.mkv'] }, 'not_found'],
    ['another series without its episodes', { series: 'lighthouse' }, 'invalid_argument'],
  ])('refuses %s', async (_what, args, code) => {
    const files = [await blockedPath()];

    await expect(opened.call('sonarr_run_manual_import', { ...download, files, ...args })).rejects.toMatchObject({
      code,
    });
    expect(opened.writes).toEqual([]);
  });
});

describe('chooseFiles', () => {
  const series = { id: 1, title: 'A' };
  const good = ImportCandidate.parse({ id: 1, path: '/a', series, episodes: [{ id: 5 }] });
  const rejections = [{ reason: 'Sample' }];
  const bad = ImportCandidate.parse({ id: 2, path: '/b', series, episodes: [{ id: 6 }], rejections });
  const unknown = ImportCandidate.parse({ id: 3, path: '/c' });
  const none = { files: undefined, seriesId: undefined, episodeIds: undefined };

  it('leaves out what Sonarr rejects', () => {
    expect(chooseFiles([good, bad], none)).toMatchObject([{ path: '/a', seriesId: 1, episodeIds: [5] }]);
  });

  it('takes each named file once', () => {
    expect(chooseFiles([good, bad], { ...none, files: ['/b', '/b'] })).toMatchObject([{ path: '/b' }]);
  });

  it('does not give several files the same episodes', () => {
    expect(() => chooseFiles([good, bad], { ...none, files: ['/a', '/b'], episodeIds: [5] })).toThrow('a single file');
  });

  it('asks what a file is of when Sonarr does not know', () => {
    expect(() => chooseFiles([unknown], none)).toThrow('it is not known what /c is of');
  });
});
