import { z } from 'zod';

import type { View } from '../../services/plex/plex-activity-schemas.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexPage, PlexRange } from '../../services/plex/signed-plex-client.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageOutput } from '../paging.ts';
import { findItem } from '../plex_library/find-item.ts';
import { findLibrary } from '../plex_library/find-library.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { parseSince, sinceInput } from '../time-input.ts';
import { findUser, userInput, userNames } from './find-user.ts';
import { askPlexPage, pageInputOf } from './plex-page.ts';
import { readViewsOfType } from './read-views.ts';
import { ViewRow, toViewRow } from './view-row.ts';

const types = ['movie', 'episode', 'track'] as const;

export default defineTool({
  name: 'plex_get_history',
  title: 'What was watched in Plex',
  description: 'Who watched what when, latest first.',
  toolset: 'plex',
  starred: true,
  annotations: READ,
  input: z.object({
    ...userInput,
    item: idOrTitle.optional(),
    library: idOrTitle.optional(),
    type: z.enum(types).optional(),
    since: sinceInput,
    ...pageInputOf(50),
    ...instanceInput,
  }),
  output: z.object({ items: z.array(ViewRow), ...pageOutput, ...instanceOutput }),
  async handler({ user, item, library, type, since: given, ...paging }, context) {
    const since = given === undefined ? undefined : parseSince(given, Date.now());
    return askPlexPage(context, paging, {
      read: async (client, range) => readNamed(client, { user, item, library, type, since }, range),
      toRow: (row) => row,
      sortedBy: ({ viewed_at: at }) => at,
      descending: true,
    });
  },
});

interface Wanted {
  readonly user?: string | undefined;
  readonly item?: string | undefined;
  readonly library?: string | undefined;
  readonly type?: (typeof types)[number] | undefined;
  readonly since?: Date | undefined;
}

// Numbers of people and devices mean something on their own server only, so names are put in here.
async function readNamed(
  client: PlexClient,
  wanted: Wanted,
  range: PlexRange,
): Promise<PlexPage<z.input<typeof ViewRow>>> {
  const [page, users, devices] = await Promise.all([
    readViews(client, wanted, range),
    userNames(client),
    client.activity.devices(),
  ]);
  const names = { users: toLines(users), devices: toLines(devices.map(({ id = 0, name = '' }) => [id, name])) };
  return { ...page, items: page.items.map((view) => toViewRow(view, names)) };
}

// Once for all records, of which each has two of the same few names.
function toLines(names: Iterable<readonly [number, string]>): Map<number, string> {
  return new Map([...names].map(([id, name]) => [id, shortLine(name, 80) ?? '']));
}

async function readViews(client: PlexClient, wanted: Wanted, range: PlexRange): Promise<PlexPage<View>> {
  const { user, item, library, type, since } = wanted;
  const filter = {
    accountId: user === undefined ? undefined : (await findUser(client, user)).id,
    ratingKey: item === undefined ? undefined : (await findItem(client, { item, library })).id,
    sectionId: library === undefined ? undefined : (await findLibrary(client, library)).id,
    since,
  };
  return type === undefined
    ? client.activity.history(filter, range)
    : readViewsOfType(client, { ...filter, type }, range);
}
