import type { View } from '../../services/plex/plex-activity-schemas.ts';
import type { ViewFilter } from '../../services/plex/plex-activity-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexPage, PlexRange } from '../../services/plex/signed-plex-client.ts';

const pageSize = 200;
/** Plex cannot look for types, so that what is rare is looked for only so far back. */
const mostLookedAt = 5000;

/** Views of one type alone; what is beyond the last one that was looked at counts as one more. */
export async function readViewsOfType(
  client: PlexClient,
  { type, ...filter }: ViewFilter & { readonly type: string },
  { start, size }: PlexRange,
): Promise<PlexPage<View>> {
  const found: View[] = [];
  let [at, all] = [0, Number.POSITIVE_INFINITY];
  while (found.length < start + size && at < Math.min(all, mostLookedAt)) {
    const { items, total } = await client.activity.history(filter, { start: at, size: pageSize });
    if (items.length === 0) break;
    found.push(...items.filter((view) => view.type === type));
    [at, all] = [at + items.length, total];
  }
  const isWhole = found.length < start + size;
  return { items: found.slice(start, start + size), start, total: isWhole ? found.length : found.length + 1 };
}
