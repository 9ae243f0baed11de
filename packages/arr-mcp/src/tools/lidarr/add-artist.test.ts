import { checkedStandIn, lacksShared, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { type LidarrState, benchOf, lidarr } from './lidarr-household.fixtures.ts';

const marble = { foreign_artist_id: '00000000-0000-4000-8000-000000000002' };
const lossless = { id: 1, name: 'Lossless', upgradeAllowed: true, items: [] };
const any = { ...lossless, id: 2, name: 'Any' };
const music = { id: 1, path: '/data/media/music', accessible: true };
const vinyl = { ...music, id: 2, path: '/data/media/vinyl', defaultQualityProfileId: 2, defaultMetadataProfileId: 2 };

function benchWith(state: LidarrState) {
  return benchOf({ lidarr: lidarr(state) });
}

describe('lidarr_add_artist', () => {
  it('adds an artist with what its root folder is set up with', async () => {
    const bench = benchOf();

    expect(await bench.call('lidarr_add_artist', marble)).toEqual({
      instance: 'lidarr',
      artist_id: 3,
      artist: 'Marble Choir',
      path: '/data/media/music/Marble Choir',
      quality_profile: 'Lossless',
      metadata_profile: 'Standard',
      monitor: 'all',
      monitors_new_albums: 'all',
      searching: true,
    });
    expect(await bench.call('lidarr_get_albums', { artist: 3 })).toMatchObject({
      items: [
        { title: 'Dust', monitored: true },
        { title: 'Strata', monitored: true },
      ],
    });
  });

  it('takes profiles and folder by name, path or id', async () => {
    const bench = benchWith({ profiles: [lossless, any], rootFolders: [music, vinyl] });
    const chosen = { quality_profile: 'lossless', metadata_profile: 2, root_folder: '/data/media/vinyl/' };

    expect(await bench.call('lidarr_add_artist', { ...marble, ...chosen })).toMatchObject({
      path: '/data/media/vinyl/Marble Choir',
      quality_profile: 'Lossless',
      metadata_profile: 'None',
    });
  });

  it('takes the profiles of the folder when none is named', async () => {
    const bench = benchWith({ profiles: [lossless, any], rootFolders: [music, vinyl] });

    expect(await bench.call('lidarr_add_artist', { ...marble, root_folder: 2 })).toMatchObject({
      quality_profile: 'Any',
      metadata_profile: 'None',
    });
  });

  it.each([
    ['root_folder', { rootFolders: [music, vinyl] }, '/data/media/vinyl (2)'],
    ['quality_profile', { profiles: [lossless, any], rootFolders: [music] }, 'Any (2)'],
    ['metadata_profile', { rootFolders: [music] }, 'None (2)'],
  ])('asks for %s where there is no default, and lists what there is', async (argument, state, listed) => {
    await expect(benchWith(state).call('lidarr_add_artist', marble)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(argument) as string,
      hint: expect.stringContaining(listed) as string,
    });
  });

  it('wants no later albums of an artist of whom only some are wanted', async () => {
    const bench = benchOf();

    expect(await bench.call('lidarr_add_artist', { ...marble, monitor: 'first', search: false })).toMatchObject({
      monitors_new_albums: 'none',
      searching: false,
    });
    expect(await bench.call('lidarr_get_albums', { artist: 3 })).toMatchObject({
      items: [{ monitored: false }, { title: 'Strata', monitored: true }],
    });
  });

  it('adds no artist twice', async () => {
    const call = benchOf().call('lidarr_add_artist', { foreign_artist_id: '00000000-0000-4000-8000-000000000001' });

    await expect(call).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Tin') as string });
  });

  it('adds nobody whom MusicBrainz does not know', async () => {
    await expect(benchOf().call('lidarr_add_artist', { foreign_artist_id: 'x' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('lidarr_search_new_artist') as string,
    });
  });

  it('asks which of two instances to add to', async () => {
    const call = benchOf({ lidarr: lidarr(), 'lidarr-attic': lidarr() }).call('lidarr_add_artist', marble);

    await expect(call).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it.skipIf(lacksShared)('sends what the API description has', async () => {
    const problems: string[] = [];
    const description = loadApiDescription('lidarr-v1.openapi.json');
    const bench = benchOf({ lidarr: checkedStandIn(lidarr(), description, (problem) => problems.push(problem)) });

    await bench.call('lidarr_add_artist', marble);
    await bench.call('lidarr_get_queue');
    await bench.call('lidarr_get_missing_albums');
    await bench.call('lidarr_get_calendar');
    await bench.call('lidarr_get_artist', { artist: 1 });

    expect(problems).toEqual([]);
  });
});
