import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { MovieRecord } from '../../services/radarr/movie-schemas.ts';
import type { RadarrClient } from '../../services/radarr/radarr-client.ts';
import { WRITE } from '../annotations.ts';
import { chooseProfile } from '../arr/choose-profile.ts';
import { chooseRootFolder } from '../arr/choose-root-folder.ts';
import { chooseTags } from '../arr/choose-tags.ts';
import { defineTool } from '../define-tool.ts';
import { findMovie, movieInput } from '../radarr/find-movie.ts';
import { movieNameFields, toMovieName } from '../radarr/movie-fields.ts';
import { movieSettings } from '../radarr/movie-settings.ts';
import { clientOf, instanceInput } from '../service-access.ts';

const input = z.object({
  ...movieInput,
  monitored: z.boolean().optional(),
  ...movieSettings,
  ...instanceInput,
});

export default defineTool({
  name: 'radarr_update_movie',
  title: 'Change a movie',
  description: 'Changes settings of a movie; a new root folder moves its files.',
  toolset: 'radarr_more',
  annotations: WRITE,
  input,
  output: z.object({
    instance: z.string(),
    ...movieNameFields,
    /** names of Radarr's fields */
    changed: z.array(z.string()),
    monitored: z.boolean().optional(),
    minimum_availability: z.string().optional(),
    quality_profile_id: z.int().optional(),
    path: z.string().optional(),
    tags: z.array(z.int()).optional(),
  }),
  async handler({ movie, instance, ...wanted }, context) {
    if (Object.values(wanted).every((value) => value === undefined)) throw nothingToChange();
    const client = clientOf(context, 'radarr', instance);
    const [found, changes] = await Promise.all([findMovie(client, movie), chooseChanges(client, wanted)]);
    const moveFiles = changes.rootFolderPath !== undefined;
    const changed = await client.updateMovie(found.id, (record) => apply(record, changes), { moveFiles });
    return {
      instance: client.instance,
      ...toMovieName(changed),
      changed: Object.keys(changes),
      monitored: changed.monitored,
      minimum_availability: changed.minimumAvailability,
      quality_profile_id: changed.qualityProfileId,
      path: changed.path,
      tags: changed.tags,
    };
  },
});

type Wanted = Omit<z.output<typeof input>, 'movie' | 'instance'>;

async function chooseChanges(client: RadarrClient, wanted: Wanted) {
  const { monitored, quality_profile: profile, root_folder: folder, minimum_availability: availability, tags } = wanted;
  return {
    ...(monitored === undefined ? {} : { monitored }),
    ...(availability === undefined ? {} : { minimumAvailability: availability }),
    ...(profile === undefined ? {} : { qualityProfileId: chooseProfile(await client.qualityProfiles(), profile).id }),
    ...(folder === undefined ? {} : { rootFolderPath: chooseRootFolder(await client.rootFolders(), folder).path }),
    ...(tags === undefined ? {} : { tags: chooseTags(await client.tags(), tags) }),
  };
}

function apply(record: MovieRecord, changes: Awaited<ReturnType<typeof chooseChanges>>): MovieRecord {
  const { rootFolderPath } = changes;
  if (rootFolderPath === undefined) return { ...record, ...changes };
  // Radarr goes by the movie's own folder; its root follows from that.
  const own = (record.path ?? '').split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const separator = rootFolderPath.includes('\\') ? '\\' : '/';
  return { ...record, ...changes, path: `${rootFolderPath.replace(/[/\\]+$/, '')}${separator}${own}` };
}

function nothingToChange(): AppError {
  return new AppError('invalid_argument', 'nothing is to be changed', {
    hint: 'Name what: monitored, quality_profile, minimum_availability, root_folder or tags.',
  });
}
