import type { CountedView } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexPage } from '../../services/plex/signed-plex-client.ts';
import { readAhead } from './read-ahead.ts';

// Plex warns that it will refuse more.
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

/** Counts the history page by page, a few at once; what is kept are sums, by account. */
export async function countViews(
  client: PlexClient,
  { onProgress, ...filter }: CountOptions,
): Promise<Map<number, UserViews>> {
  const users = new Map<number, UserViews>();
  let counted = 0;
  const read = async (start: number, size: number): Promise<PlexPage<CountedView>> => {
    const page = await client.activity.viewsToCount(filter, { start, size });
    for (const view of page.items) count(users, view);
    counted += page.items.length;
    if (counted < page.total) onProgress(`${counted} of ${page.total} views counted`);
    return page;
  };
  const first = await read(0, pageSize);
  // As many as the server gives at once, should it give fewer than it is asked for.
  await readAhead(stretches({ size: first.items.length, total: first.total }), async ({ start, end }) => {
    for (let at = start, got = 1; at < end && got > 0; at += got) got = (await read(at, end - at)).items.length;
  });
  return users;
}

/** What comes after a first page, in parts of its size. */
function* stretches({ size, total }: { size: number; total: number }): Generator<{ start: number; end: number }> {
  if (size === 0) return;
  for (let start = size; start < total; start += size) yield { start, end: Math.min(start + size, total) };
}

function count(
  users: Map<number, UserViews>,
  { accountID = 0, type = 'other', deviceID, ratingKey }: CountedView,
): void {
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
  await readAhead(batches(keys.slice(0, mostMeasured)), async (batch) => {
    for (const [key, seconds] of await client.activity.durations(batch)) durations.set(key, seconds);
  });
  return durations;
}

function* batches(keys: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < keys.length; at += idsAtOnce) yield keys.slice(at, at + idsAtOnce);
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
