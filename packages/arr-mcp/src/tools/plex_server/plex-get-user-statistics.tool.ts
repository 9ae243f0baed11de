import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { findUser, userInput, userNames } from '../plex/find-user.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type UserViews, countViews, measure } from './count-views.ts';

const days = {
  last_24_hours: 1,
  last_7_days: 7,
  last_30_days: 30,
  last_90_days: 90,
  last_year: 365,
  all_time: undefined,
} as const;
type Period = keyof typeof days;

const Counted = z.object({ name: z.string(), plays: z.int() });
const UserRow = z.object({
  instance: z.string().optional(),
  user_id: z.int(),
  user: z.string().optional(),
  plays: z.int(),
  /** running time of what was watched */
  duration_seconds: z.number(),
  /** plays whose running time is not known any more */
  unmeasured_plays: z.int().optional(),
  types: z.array(Counted),
  devices: z.array(Counted),
});

const mostDevices = 10;
const dayMs = 86_400_000;

export default defineTool({
  name: 'plex_get_user_statistics',
  title: 'What users of Plex watched',
  description: 'Plays and time by user, type and device.',
  toolset: 'plex_server',
  longRunning: true,
  annotations: READ,
  input: z.object({
    // The names of the fields above.
    period: z.enum(Object.keys(days) as [Period, ...Period[]]).optional(),
    ...userInput,
    ...instanceInput,
  }),
  output: z.object({ period: z.string(), items: z.array(UserRow), total: z.int(), ...instanceOutput }),
  async handler({ period = 'last_24_hours', user, instance }, context) {
    const length = days[period];
    const since = length === undefined ? undefined : new Date(Date.now() - length * dayMs);
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      readStatistics(client, { user, since, onProgress: context.progress }),
    );
    const items = joinAnswers(asked);
    return { period, items, total: items.length, unavailable: asked.unavailable };
  },
});

interface Wanted {
  readonly user: string | undefined;
  readonly since: Date | undefined;
  readonly onProgress: (line: string) => void;
}

async function readStatistics(client: PlexClient, { user, since, onProgress }: Wanted) {
  const accountId = user === undefined ? undefined : (await findUser(client, user)).id;
  const counted = await countViews(client, { accountId, since, onProgress });
  const [names, devices, durations] = await Promise.all([
    userNames(client),
    client.activity.devices(),
    measure(client, counted.values()),
  ]);
  const deviceNames = new Map(devices.map(({ id = 0, name = '' }) => [id, shortLine(name, 80) ?? '']));
  return [...counted]
    .map(([id, views]) => ({
      user_id: id,
      user: shortLine(names.get(id), 80),
      plays: views.plays,
      ...timeOf(views, durations),
      types: toCounts(views.types, (type) => type),
      devices: toCounts(views.devices, (device) => deviceNames.get(device) ?? `device ${device}`).slice(0, mostDevices),
    }))
    .toSorted((one, other) => other.plays - one.plays);
}

function timeOf({ items, plays }: UserViews, durations: ReadonlyMap<number, number>) {
  const known = [...items].filter(([key]) => durations.has(key));
  const measured = known.reduce((sum, [, count]) => sum + count, 0);
  const seconds = known.reduce((sum, [key, count]) => sum + count * (durations.get(key) ?? 0), 0);
  return { duration_seconds: seconds, ...(measured < plays ? { unmeasured_plays: plays - measured } : {}) };
}

function toCounts<Key>(counts: ReadonlyMap<Key, number>, toName: (key: Key) => string) {
  return [...counts]
    .map(([key, plays]) => ({ name: toName(key), plays }))
    .toSorted((one, other) => other.plays - one.plays);
}
