import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { MovieRecord } from '../../services/radarr/movie-schemas.ts';
import type { RadarrClient } from '../../services/radarr/radarr-client.ts';
import { WRITE } from '../annotations.ts';
import { chooseProfile } from '../arr/choose-profile.ts';
import { chooseRootFolder } from '../arr/choose-root-folder.ts';
import { chooseTags } from '../arr/choose-tags.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { nameOf } from './find-movie.ts';
import { movieNameFields, toMovieName } from './movie-fields.ts';
import { movieSettings } from './movie-settings.ts';

const input = z.object({
  tmdb_id: z.int().min(1),
  ...movieSettings,
  monitored: z.boolean().default(true),
  search: z.boolean().default(true),
  ...instanceInput,
});

export default defineTool({
  name: 'radarr_add_movie',
  title: 'Add a movie',
  description: 'Adds a movie that radarr_search_new_movie found.',
  toolset: 'radarr',
  starred: true,
  longRunning: true,
  annotations: WRITE,
  input,
  output: z.object({
    instance: z.string(),
    ...movieNameFields,
    path: z.string().optional(),
    quality_profile: z.string().optional(),
    searching: z.boolean(),
  }),
  async handler(args, context) {
    const client = clientOf(context, 'radarr', args.instance);
    const [found, settings] = await Promise.all([findNew(client, args.tmdb_id), chooseSettings(client, args)]);
    const addOptions = { monitor: 'movieOnly', addMethod: 'manual', searchForMovie: args.search };
    const { profile, ...own } = settings;
    const movie = await client.addMovie({ ...found, ...own, monitored: args.monitored, addOptions });
    return {
      instance: client.instance,
      ...toMovieName(movie),
      path: movie.path,
      quality_profile: profile,
      searching: args.search,
    };
  },
});

async function findNew(client: RadarrClient, tmdbId: number): Promise<MovieRecord> {
  const found = await client.lookupRecord(tmdbId);
  if (found === undefined) {
    throw new AppError('not_found', `${client.instance}: TMDB has no movie ${tmdbId}`, {
      hint: 'radarr_search_new_movie finds movies by title.',
    });
  }
  if (found.id === undefined || found.id === 0) return found;
  const { id, title, year } = found;
  throw new AppError('conflict', `${client.instance}: ${nameOf({ id, title, year })} is in the library already`, {
    hint: `radarr_search_movie searches for its file, radarr_update_movie changes its settings: movie ${id}.`,
    details: { movie_id: id },
  });
}

async function chooseSettings(client: RadarrClient, args: z.output<typeof input>) {
  const [profiles, folders, tags] = await Promise.all([
    client.qualityProfiles(),
    client.rootFolders(),
    args.tags === undefined ? [] : client.tags(),
  ]);
  const profile = chooseProfile(profiles, args.quality_profile);
  return {
    profile: profile.name,
    qualityProfileId: profile.id,
    rootFolderPath: chooseRootFolder(folders, args.root_folder).path,
    minimumAvailability: args.minimum_availability ?? 'released',
    tags: chooseTags(tags, args.tags ?? []),
  };
}
