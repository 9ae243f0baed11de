import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { WRITE } from '../annotations.ts';
import { chooseProfile } from '../arr/choose-profile.ts';
import { chooseRootFolder } from '../arr/choose-root-folder.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { chooseTags } from '../arr/choose-tags.ts';
import { nameOf } from './find-series.ts';
import { settingName, tagsInput } from './setting-inputs.ts';
import { shortLine } from '../arr/short-line.ts';

const monitors = ['all', 'future', 'missing', 'pilot', 'firstSeason', 'lastSeason', 'none'] as const;

export default defineTool({
  name: 'sonarr_add_series',
  title: 'Add a series to Sonarr',
  description: 'Adds a series by the tvdb_id of sonarr_search_new_series.',
  toolset: 'sonarr',
  starred: true,
  longRunning: true,
  annotations: WRITE,
  input: z.object({
    tvdb_id: z.int().min(1),
    quality_profile: settingName.optional(),
    root_folder: settingName.optional(),
    monitor: z.enum(monitors).optional(),
    search: z.boolean().default(true).describe('Search now.'),
    tags: tagsInput,
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string().optional(),
    year: z.int().optional(),
    path: z.string().optional(),
    quality_profile: z.string().optional(),
    monitored: z.boolean().optional(),
    searching: z.boolean(),
  }),
  async handler({ tvdb_id: tvdbId, monitor = 'all', instance, ...input }, context) {
    const search = input.search && monitor !== 'none';
    const client = clientOf(context, 'sonarr', instance);
    const wantsTags = input.tags !== undefined && input.tags.length > 0;
    const [record, profiles, folders, tags] = await Promise.all([
      newRecord(client, tvdbId),
      client.qualityProfiles(),
      client.rootFolders(),
      wantsTags ? client.tags() : [],
    ]);
    const profile = chooseProfile(profiles, input.quality_profile);
    const added = await client.addSeries({
      ...record,
      qualityProfileId: profile.id,
      rootFolderPath: chooseRootFolder(folders, input.root_folder).path,
      monitored: monitor !== 'none',
      seasonFolder: true,
      tags: chooseTags(tags, input.tags ?? []),
      addOptions: { monitor, searchForMissingEpisodes: search },
    });
    const { id, title, year, path, monitored } = added;
    const { instance: of } = client;
    const names = { instance: of, id, title: shortLine(title), year };
    return { ...names, path: shortLine(path, 500), quality_profile: profile.name, monitored, searching: search };
  },
});

/** What TheTVDB knows of it; one that is there already is told of, since Sonarr refuses it. */
async function newRecord(client: SonarrClient, tvdbId: number) {
  const record = await client.lookupRecord(tvdbId);
  if (record === undefined) {
    throw new AppError('not_found', `TheTVDB has no series ${tvdbId}`, {
      hint: 'sonarr_search_new_series finds series and their tvdb_id.',
    });
  }
  const { id = 0, title } = record;
  if (id === 0) return record;
  throw new AppError('conflict', `${nameOf({ id, title })} is in the library already`, {
    hint: `sonarr_get_series shows it, sonarr_search_series searches for what it lacks: series ${id}.`,
    details: { series_id: id },
  });
}
