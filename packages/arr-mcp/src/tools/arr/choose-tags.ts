import type { Tag } from '../../services/arr/arr-schemas.ts';
import { chooseSetting } from './choose-setting.ts';

/**
 * The ids of tags that are given by label or id, each once.
 * @throws AppError that lists the tags there are
 */
export function chooseTags(tags: readonly Tag[], given: readonly string[]): number[] {
  const named = tags.map(({ id, label }) => ({ id, name: label ?? String(id) }));
  const chosen = given.map((each) => chooseSetting(named, { kind: 'tag', given: each, argument: 'tags' }));
  return [...new Set(chosen.map(({ id }) => id))];
}
