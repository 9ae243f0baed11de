import type { LidarrClient } from '../../services/lidarr/lidarr-client.ts';
import { chooseProfile } from '../arr/choose-profile.ts';
import { chooseRootFolder } from '../arr/choose-root-folder.ts';
import { chooseSetting } from '../arr/choose-setting.ts';

export interface GivenSettings {
  readonly quality_profile?: string | undefined;
  readonly metadata_profile?: string | undefined;
  readonly root_folder?: string | undefined;
}

/**
 * Folder and profiles of a new artist by name or id. What is not given is the only one there is; a profile, also the
 * one that the root folder is set up with.
 * @throws AppError that lists what there is
 */
export async function chooseSettings(client: LidarrClient, given: GivenSettings) {
  const [folders, qualityProfiles, metadataProfiles] = await Promise.all([
    client.rootFolders(),
    client.qualityProfiles(),
    client.metadataProfiles(),
  ]);
  const folder = chooseRootFolder(folders, given.root_folder);
  const defaults = folders.find(({ id }) => id === folder.id);
  const named = metadataProfiles.map(({ id, name }) => ({ id, name: name ?? String(id) }));
  return {
    folder,
    quality: chooseProfile(
      qualityProfiles,
      given.quality_profile ?? existing(qualityProfiles, defaults?.defaultQualityProfileId),
    ),
    metadata: chooseSetting(named, {
      kind: 'metadata profile',
      given: given.metadata_profile ?? existing(named, defaults?.defaultMetadataProfileId),
      argument: 'metadata_profile',
    }),
  };
}

// A folder may be set up with a profile that has been deleted since, or with none.
function existing(all: readonly { readonly id: number }[], wanted: number | undefined): number | undefined {
  return all.find(({ id }) => id === wanted)?.id;
}
