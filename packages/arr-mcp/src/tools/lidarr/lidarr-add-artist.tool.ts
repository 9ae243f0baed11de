import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ArtistRecord } from '../../services/lidarr/artist-schemas.ts';
import { type MonitorOption, monitorOptions } from '../../services/lidarr/lidarr-calls.ts';
import type { LidarrClient } from '../../services/lidarr/lidarr-client.ts';
import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { artistNameFields, toArtistName } from './artist-fields.ts';
import { chooseSettings } from './choose-settings.ts';

export default defineTool({
  name: 'lidarr_add_artist',
  title: 'Add an artist',
  description: 'Adds an artist that lidarr_search_new_artist found.',
  toolset: 'lidarr',
  longRunning: true,
  annotations: WRITE,
  input: z.object({
    foreign_artist_id: z.string().min(1).max(60).describe('MusicBrainz id.'),
    quality_profile: idOrTitle.optional(),
    metadata_profile: idOrTitle.optional(),
    root_folder: idOrTitle.optional(),
    monitor: z.enum(monitorOptions).default('all'),
    search: z.boolean().default(true).describe('Look for it at once.'),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    ...artistNameFields,
    path: z.string().optional(),
    quality_profile: z.string().optional(),
    metadata_profile: z.string().optional(),
    monitor: z.string(),
    monitors_new_albums: z.string(),
    searching: z.boolean(),
  }),
  async handler({ foreign_artist_id: foreignId, monitor, search, instance, ...given }, context) {
    const client = clientOf(context, 'lidarr', instance);
    const [found, settings] = await Promise.all([findNew(client, foreignId), chooseSettings(client, given)]);
    const { quality, metadata, folder } = settings;
    const artist = await client.addArtist({
      ...found,
      qualityProfileId: quality.id,
      metadataProfileId: metadata.id,
      rootFolderPath: folder.path,
      monitored: true,
      monitorNewItems: newItems(monitor),
      addOptions: { monitor, searchForMissingAlbums: search },
    });
    return {
      instance: client.instance,
      ...toArtistName(artist),
      path: artist.path,
      quality_profile: quality.name,
      metadata_profile: metadata.name,
      monitor,
      monitors_new_albums: newItems(monitor),
      searching: search,
    };
  },
});

async function findNew(client: LidarrClient, foreignId: string): Promise<ArtistRecord> {
  const found = await client.lookupRecord(foreignId);
  if (found === undefined) {
    throw new AppError('not_found', `${client.instance}: there is no artist of that MusicBrainz id`, {
      hint: 'lidarr_search_new_artist finds artists by name, with their ids.',
    });
  }
  const { artist = 'the artist', artist_id: id } = toArtistName(found);
  if (id === undefined) return found;
  throw new AppError('conflict', `${client.instance} has ${artist} already, as artist ${id}`, {
    hint: 'lidarr_get_albums lists its albums, lidarr_search_album looks for one of them.',
  });
}

// Who wants only some of the albums does not want each later one.
function newItems(monitor: MonitorOption): 'all' | 'none' {
  return ['all', 'future', 'missing'].includes(monitor) ? 'all' : 'none';
}
