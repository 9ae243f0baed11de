import type { View } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';

const pageSize = 1000;
const idsAtOnce = 50;
/** The most watched come first, so that what is left out weighs little. */
const mostMeasured = 2000;

/** What one user has watched. */
export interface UserViews {
  plays: number;
  readonly types: Map<string, number>;
  readonly devices: Map<number, number>;
  readonly items: Map<number, number>;
}

export interface CountOptions {
  readonly accountId?: number | undefined;
  readonly since?: Date | undefined;
  readonly onProgress: (line: string) => void;
}

/** Counts the history page by page; what is kept are sums, by account. */
export async function countViews(
  client: PlexClient,
  { onProgress, ...filter }: CountOptions,
): Promise<Map<number, UserViews>> {
  const users = new Map<number, UserViews>();
  for (let start = 0, total = 1; start < total;) {
    const page = await client.activity.history(filter, { start, size: pageSize });
    for (const view of page.items) count(users, view);
    if (page.items.length === 0) break;
    [start, total] = [start + page.items.length, page.total];
    if (start < total) onProgress(`${start} of ${total} views counted`);
  }
  return users;
}

function count(users: Map<number, UserViews>, { accountID = 0, type = 'other', deviceID, ratingKey }: View): void {
  const user = users.get(accountID) ?? { plays: 0, types: new Map(), devices: new Map(), items: new Map() };
  user.plays += 1;
  add(user.types, type);
  if (deviceID !== undefined) add(user.devices, deviceID);
  if (ratingKey !== undefined) add(user.items, ratingKey);
  users.set(accountID, user);
}

/** Running times in seconds of what was watched, as far as it is still there. */
export async function measure(client: PlexClient, users: Iterable<UserViews>): Promise<Map<number, number>> {
  const plays = new Map<number, number>();
  for (const { items } of users) for (const [key, times] of items) plays.set(key, (plays.get(key) ?? 0) + times);
  const keys = [...plays].toSorted(([, one], [, other]) => other - one).map(([key]) => key);
  const durations = new Map<number, number>();
  for (let at = 0; at < Math.min(keys.length, mostMeasured); at += idsAtOnce) {
    const part = await client.activity.durations(keys.slice(at, at + idsAtOnce));
    for (const [key, seconds] of part) durations.set(key, seconds);
  }
  return durations;
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
