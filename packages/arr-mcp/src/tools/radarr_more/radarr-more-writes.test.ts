import { createRadarrStandIn } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { benchOf, household, overheard, standInFor } from '../arr/arr-household.fixtures.ts';
import { heard, withBlocked } from './blocked-download.fixtures.ts';

describe('radarr_update_movie', () => {
  it('changes what is named and keeps the rest', async () => {
    const { standIn, bodies } = heard(standInFor('radarr'));
    const bench = benchOf({ radarr: standIn });
    const args = { movie: 'harbour lights', monitored: false, quality_profile: 'Ultra-HD', tags: ['keep'] };

    expect(await bench.call('radarr_update_movie', args)).toEqual({
      instance: 'radarr',
      id: 1,
      title: 'Harbour Lights',
      year: 2012,
      changed: ['monitored', 'qualityProfileId', 'tags'],
      monitored: false,
      minimum_availability: 'released',
      quality_profile_id: 2,
      path: '/data/media/movies/Harbour Lights (2012)',
      tags: [2],
    });
    expect(bodies[0]).toMatchObject({ overview: expect.any(String) as string, imdbId: 'tt9800001' });
  });

  it('moves a movie and its files to another root folder', async () => {
    const rootFolders = [
      { id: 1, path: '/data/media/movies', accessible: true, unmappedFolders: [] },
      { id: 2, path: '/data/archive/', accessible: true, unmappedFolders: [] },
    ];
    const { standIn, changes } = overheard(standInFor('radarr', { rootFolders }));
    const bench = benchOf({ radarr: standIn });

    expect(await bench.call('radarr_update_movie', { movie: 1, root_folder: '/data/archive' })).toMatchObject({
      path: '/data/archive/Harbour Lights (2012)',
    });
    expect(changes).toEqual(['PUT /api/v3/movie/1?moveFiles=true']);
  });

  it('changes nothing when nothing is named, or what is named is not there', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));
    const bench = benchOf({ radarr: standIn });

    await expect(bench.call('radarr_update_movie', { movie: 1 })).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(bench.call('radarr_update_movie', { movie: 1, tags: ['x'] })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    await expect(bench.call('radarr_update_movie', { movie: 99, monitored: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(changes).toEqual([]);
  });
});

describe.each([
  ['radarr_refresh_movie', { name: 'RefreshMovie' }, { movieIds: [5] }],
  ['radarr_rescan_movie', { name: 'RescanMovie' }, { movieId: 5 }],
])('%s', (tool, command, one) => {
  it('is about one movie, or about all', async () => {
    const { standIn, bodies } = heard(standInFor('radarr'));
    const bench = benchOf({ radarr: standIn });

    expect(await bench.call(tool, { movie: 'satellite' })).toMatchObject({ id: 5, state: 'queued' });
    expect(await bench.call(tool)).toMatchObject({ command_id: 2 });
    expect(bodies).toEqual([{ ...command, ...one }, command]);
  });

  it('does nothing for a movie that is not there', async () => {
    const { standIn, bodies } = heard(standInFor('radarr'));

    await expect(benchOf({ radarr: standIn }).call(tool, { movie: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    expect(bodies).toEqual([]);
  });
});

describe('radarr_run_manual_import', () => {
  const path = '/data/downloads/Harbour.Days.2025.1080p.WEB.h264-DEMO/Harbour.Days.2025.1080p.WEB.h264-DEMO.mkv';
  const source = { download_id: 'SABnzbd_nzo_blocked' };

  it('imports what nothing speaks against, with its quality and languages', async () => {
    const { standIn, bodies } = heard(withBlocked({ reason: '' }));
    const bench = benchOf({ radarr: standIn });

    expect(await bench.call('radarr_run_manual_import', source)).toMatchObject({
      command_id: 1,
      importing: [{ path, movie: 'Harbour Days', movie_id: 3, year: 2025 }],
    });
    expect(bodies).toMatchObject([
      {
        name: 'ManualImport',
        importMode: 'auto',
        files: [{ path, movieId: 3, quality: { quality: { id: 3 } }, languages: [{ id: 1 }] }],
      },
    ]);
    expect(await bench.call('radarr_get_movie', { movie: 3 })).toMatchObject({ items: [{ has_file: true }] });
  });

  it('leaves a rejected file alone until it is named', async () => {
    const bench = benchOf({ radarr: withBlocked() });

    await expect(bench.call('radarr_run_manual_import', source)).rejects.toMatchObject({
      code: 'refused',
      details: { skipped: [{ path, reason: 'Sample' }] },
    });
    expect(await bench.call('radarr_run_manual_import', { ...source, files: [path] })).toMatchObject({
      importing: [{ movie_id: 3 }],
    });
  });

  it('imports a file of no known movie as the one that is named', async () => {
    const { standIn, bodies } = heard(withBlocked({ reason: '', isKnown: false }));
    const bench = benchOf({ radarr: standIn });

    await expect(bench.call('radarr_run_manual_import', { ...source, files: [path] })).rejects.toMatchObject({
      code: 'refused',
      details: { skipped: [{ reason: 'of no known movie: name it with movie' }] },
    });
    await bench.call('radarr_run_manual_import', { ...source, files: [path], movie: 'probably', mode: 'copy' });

    expect(bodies).toMatchObject([{ importMode: 'copy', files: [{ movieId: 6 }] }]);
  });

  it('refuses paths and sources without files', async () => {
    const bench = benchOf({ radarr: withBlocked() });

    await expect(bench.call('radarr_run_manual_import', { ...source, files: ['/x'] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(bench.call('radarr_run_manual_import', { folder: '/nothing' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('radarr_delete_movie', () => {
  it('says what goes and what stays, and does nothing without a token', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));

    expect(await benchOf({ radarr: standIn }).call('radarr_delete_movie', { movie: 'satellite' })).toMatchObject({
      status: 'confirmation_required',
      summary:
        'Removes The Quiet Satellite (2023) from radarr; ' +
        '/data/media/movies/The Quiet Satellite (2023) stays on disk (1 movie file, 9.2 GiB).',
      plan: { movie_id: 5, size_bytes: 9_905_000_015, deletes_files: false, files: [{ size_bytes: 9_905_000_015 }] },
    });
    expect(changes).toEqual([]);
  });

  it('removes the movie alone unless more is asked', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));
    const bench = benchOf({ radarr: standIn });
    const { done } = await bench.confirm('radarr_delete_movie', { movie: 5 });

    expect(done).toEqual({
      status: 'done',
      deleted: 'The Quiet Satellite (2023)',
      movie_id: 5,
      files_deleted: 0,
      freed_bytes: 0,
    });
    expect(changes).toEqual(['DELETE /api/v3/movie/5?deleteFiles=false&addImportExclusion=false']);
  });

  it('deletes the folder and keeps lists away when asked, and says so before', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));
    const args = { movie: 5, delete_files: true, exclude: true };
    const { preview, done } = await benchOf({ radarr: standIn }).confirm('radarr_delete_movie', args);

    expect(preview['summary']).toMatch(/is deleted with everything in it \(1 movie file, 9\.2 GiB\), for good/);
    expect(preview['summary']).toMatch(/Import lists will not add it again\.$/);
    expect(done).toMatchObject({ files_deleted: 1, freed_bytes: 9_905_000_015 });
    expect(changes).toEqual(['DELETE /api/v3/movie/5?deleteFiles=true&addImportExclusion=true']);
  });

  it('asks again when the movie has another file by then', async () => {
    const bench = benchOf({ radarr: withBlocked({ reason: '' }) });
    const args = { movie: 3, delete_files: true };
    const { confirmation_token: token } = await bench.call('radarr_delete_movie', args);
    await bench.call('radarr_run_manual_import', { download_id: 'SABnzbd_nzo_blocked' });

    expect(await bench.call('radarr_delete_movie', { ...args, confirmation_token: token })).toMatchObject({
      status: 'confirmation_required',
    });
    expect(await bench.call('radarr_get_movie', { movie: 3 })).toMatchObject({ items: [{ has_file: true }] });
  });
});

describe('radarr_delete_movie_file', () => {
  it('names the file, its size and what follows, and does nothing without a token', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));
    const { summary } = await benchOf({ radarr: standIn }).call('radarr_delete_movie_file', { file_id: 4 });

    expect(summary).toBe(
      'Deletes /data/media/movies/The Quiet Satellite (2023)/The Quiet Satellite (2023) WEBDL-1080p.mkv of ' +
        'The Quiet Satellite (2023) (9.2 GiB), for good unless Radarr has a recycling bin. ' +
        'The movie stays monitored, so that Radarr looks for another release of it.',
    );
    expect(changes).toEqual([]);
  });

  it('deletes it when that is confirmed', async () => {
    const bench = benchOf({ radarr: createRadarrStandIn({ world: household, apiKey: 'k' }) });
    const { done } = await bench.confirm('radarr_delete_movie_file', { file_id: 4 });

    expect(done).toMatchObject({ status: 'done', deleted: 4, freed_bytes: 9_905_000_015 });
    expect(await bench.call('radarr_get_movie', { movie: 5 })).toMatchObject({ items: [{ has_file: false }] });
  });

  it('tells that nothing is searched for when the movie is not monitored', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });
    await bench.call('radarr_update_movie', { movie: 5, monitored: false });

    const { summary } = await bench.call('radarr_delete_movie_file', { file_id: 4 });

    expect(summary).toContain('nothing is searched for');
  });

  it('refuses a file that is not there', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });

    await expect(bench.call('radarr_delete_movie_file', { file_id: 99 })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'radarr_get_movie_files lists the files of a movie with their ids.',
    });
  });
});
