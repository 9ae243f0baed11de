import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { chooseSetting } from '../arr/choose-setting.ts';

/** Ids of tags that are given by label or id. */
export async function chooseTags(client: SonarrClient, given: readonly string[]): Promise<number[]> {
  if (given.length === 0) return [];
  const tags = (await client.tags()).map(({ id, label }) => ({ id, name: label ?? String(id) }));
  return given.map((each) => chooseSetting(tags, { kind: 'tag', given: each, argument: 'tags' }).id);
}
