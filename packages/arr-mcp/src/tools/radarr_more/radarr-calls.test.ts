import { checkCalls, checkedStandIn, lacksShared, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { radarrCalls } from '../../services/radarr/radarr-calls.ts';
import { benchOf } from '../arr/arr-household.fixtures.ts';
import { withBlocked } from './blocked-download.fixtures.ts';

const path = '/data/downloads/Harbour.Days.2025.1080p.WEB.h264-DEMO/Harbour.Days.2025.1080p.WEB.h264-DEMO.mkv';
const source = { download_id: 'SABnzbd_nzo_blocked' };

// In an order in which each finds what it needs.
const calls: readonly (readonly [string, object])[] = [
  ['radarr_get_all_movies', {}],
  ['radarr_search_new_movie', { term: 'orchard' }],
  ['radarr_add_movie', { tmdb_id: 660_007, quality_profile: 1, tags: ['kids'] }],
  ['radarr_get_movie', { movie: 'orchard' }],
  ['radarr_update_movie', { movie: 'orchard', monitored: false, root_folder: 1, minimum_availability: 'inCinemas' }],
  ['radarr_get_calendar', {}],
  ['radarr_get_queue', {}],
  ['radarr_get_missing_movies', {}],
  ['radarr_search_movie', { movie: 1 }],
  ['radarr_get_statistics', {}],
  ['radarr_get_collections', {}],
  ['radarr_get_movie_files', { movie: 1 }],
  ['radarr_get_history', { movie: 1, event: 'imported' }],
  ['radarr_get_releases', { movie: 3 }],
  ['radarr_get_manual_import', source],
  ['radarr_run_manual_import', { ...source, files: [path] }],
  ['radarr_refresh_movie', { movie: 1 }],
  ['radarr_rescan_movie', { movie: 1 }],
];

describe.skipIf(lacksShared)('what the tools of Radarr ask', () => {
  it('is declared as the API description has it', () => {
    expect(checkCalls(radarrCalls, loadApiDescription('radarr-v3.openapi.json'))).toEqual([]);
  });

  it('is sent as the API description has it, and answered so', async () => {
    const description = loadApiDescription('radarr-v3.openapi.json');
    const problems: string[] = [];
    const bench = benchOf({ radarr: checkedStandIn(withBlocked(), description, (problem) => problems.push(problem)) });

    for (const [name, args] of calls) await bench.call(name, args);
    await bench.confirm('radarr_delete_movie_file', { file_id: 1 });
    await bench.confirm('radarr_delete_movie', { movie: 2, delete_files: true, exclude: true });

    // A command's own parameters are described nowhere.
    const undescribed = /^POST \/api\/v3\/command: .*additional properties/;
    expect(problems.filter((problem) => !undescribed.test(problem))).toEqual([]);
  });
});
