import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SeriesRecord } from '../../services/sonarr/series-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { WRITE } from '../annotations.ts';
import { chooseProfile } from '../arr/choose-profile.ts';
import { chooseRootFolder } from '../arr/choose-root-folder.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { chooseTags } from '../arr/choose-tags.ts';
import { type KnownSeries, findSeries, seriesInput } from '../sonarr/find-series.ts';
import { settingName, tagsInput } from '../sonarr/setting-inputs.ts';
import { shortLine } from '../arr/short-line.ts';

const changes = z.object({
  quality_profile: settingName.optional(),
  root_folder: settingName.optional(),
  move_files: z.boolean().optional(),
  season_folders: z.boolean().optional(),
  type: z.enum(['standard', 'daily', 'anime']).optional(),
  tags: tagsInput,
});
type Changes = z.output<typeof changes>;

export default defineTool({
  name: 'sonarr_update_series',
  title: 'Change the settings of a series',
  description: 'Changes profile, folder, type or tags.',
  toolset: 'sonarr_more',
  annotations: WRITE,
  input: z.object({ ...seriesInput, ...changes.shape, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string().optional(),
    changed: z.array(z.string()),
    path: z.string().optional(),
    quality_profile_id: z.int().optional(),
    type: z.string().optional(),
    season_folders: z.boolean().optional(),
    tags: z.array(z.int()).optional(),
  }),
  async handler({ series, instance, ...wanted }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const found = await findSeries(client, series);
    const change = await toChange(client, found, wanted);
    const changed = Object.keys(change);
    if (changed.length === 0) {
      throw new AppError('invalid_argument', 'nothing to change was given', {
        hint: 'Give quality_profile, root_folder, season_folders, type or tags; sonarr_set_monitored monitors.',
      });
    }
    const now = await client.updateSeries(found.id, (record) => ({ ...record, ...change }), {
      moveFiles: wanted.move_files === true && change['path'] !== undefined && change['path'] !== found.path,
    });
    const { id, title, path, qualityProfileId, seriesType, seasonFolder, tags } = now;
    const rest = { type: seriesType, season_folders: seasonFolder, tags };
    return {
      instance: client.instance,
      id,
      title: shortLine(title),
      changed,
      path: shortLine(path, 500),
      quality_profile_id: qualityProfileId,
      ...rest,
    };
  },
});

/** The fields of the record that become others. */
async function toChange(client: SonarrClient, found: KnownSeries, wanted: Changes): Promise<Partial<SeriesRecord>> {
  const { quality_profile: profile, root_folder: folder, season_folders: seasonFolder, type, tags } = wanted;
  return {
    ...(profile === undefined ? {} : { qualityProfileId: chooseProfile(await client.qualityProfiles(), profile).id }),
    ...(folder === undefined ? {} : await toFolder(client, found, folder)),
    ...(seasonFolder === undefined ? {} : { seasonFolder }),
    ...(type === undefined ? {} : { seriesType: type }),
    ...(tags === undefined ? {} : { tags: chooseTags(await client.tags(), tags) }),
  };
}

// The series keeps the name of its own folder.
async function toFolder(client: SonarrClient, { path = '' }: KnownSeries, given: string) {
  const { path: root } = chooseRootFolder(await client.rootFolders(), given);
  const name = path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const separator = root.includes('\\') ? '\\' : '/';
  return { path: root.replace(/[/\\]+$/, '') + separator + name, rootFolderPath: root };
}
