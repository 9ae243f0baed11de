import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type PlexClient, openPlex } from './plex-client.ts';

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly file: string;
  readonly content_type: string;
}

const folder = join(sharedFolder ?? '', 'recorded', 'plex');
const recordings = lacksShared
  ? []
  : (JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Recording[]).filter(
      ({ method }) => method === 'GET',
    );

function clientOf({ file, content_type: contentType }: Recording): PlexClient {
  const text = readFileSync(join(folder, file), 'utf8');
  const open = openPlex({
    service: 'plex',
    instance: 'plex',
    baseUrl: 'http://plex.test',
    credential: { token: 't0ken' },
    fetch: async () => new Response(text, { headers: { 'content-type': contentType } }),
    limits: { failures: 1000 },
  });
  return open(new AbortController().signal);
}

const range = { start: 0, size: 100 };

const readers: readonly (readonly [RegExp, (client: PlexClient) => Promise<unknown>])[] = [
  [/^\/$/, async (client) => client.server.info()],
  [/^\/library\/sections$/, async (client) => client.browse.sections()],
  [/^\/library\/sections\/\d+\/all$/, async (client) => client.browse.sectionItems(1, {}, range)],
  [/^\/library\/sections\/\d+\/(?:genre|country)$/, async (client) => client.browse.filterChoices(1, 'genre')],
  [/^\/library\/metadata\/[^/]+$/, async (client) => client.browse.item(1)],
  [/^\/library\/metadata\/[^/]+\/children$/, async (client) => client.browse.children(1, range)],
  [/^\/library\/recentlyAdded$/, async (client) => client.browse.recentlyAdded(range)],
  [/^\/status\/sessions$/, async (client) => client.activity.sessions()],
  [/^\/status\/sessions\/history\/all$/, async (client) => client.activity.history({}, range)],
  [/^\/accounts$/, async (client) => client.activity.accounts()],
  [/^\/devices$/, async (client) => client.activity.devices()],
  [/^\/hubs$/, async (client) => client.activity.continueWatching(10)],
  [/^\/butler$/, async (client) => client.server.butlerTasks()],
  [/^\/statistics\/bandwidth$/, async (client) => client.server.bandwidth('days')],
  [/^\/statistics\/resources$/, async (client) => client.server.resources()],
  [/^\/hubs\/search$/, async (client) => client.browse.search('x', { limit: 10 })],
];

const read = recordings.flatMap((recording) => {
  const reader = readers.find(([path]) => path.test(recording.path))?.[1];
  return reader === undefined ? [] : [[recording.file, recording, reader] as const];
});

// What is in a recorded answer, in words that only its reader's fields can hold.
const facts: readonly (readonly [string, (client: PlexClient) => Promise<unknown>, object])[] = [
  [
    'home-assistant--sessions.xml',
    async (client) => client.activity.sessions(),
    [
      {
        ratingKey: 1,
        title: 'Movie 1',
        duration: 9000,
        User: { title: 'User 1' },
        Player: { title: 'SHIELD Android TV', state: 'playing', local: true },
        Session: { id: 'session_id_1', bandwidth: 7000, location: 'lan' },
        Media: [{ videoCodec: 'h264', bitrate: 6000, selected: true }],
      },
    ],
  ],
  [
    'spec-example--status-sessions-history-all.json',
    async (client) => client.activity.history({}, range),
    { total: 1, items: [{ ratingKey: 32_171, grandparentTitle: 'Taskmaster', accountID: 1, deviceID: 5 }] },
  ],
  [
    'home-assistant--accounts.xml',
    async (client) => client.activity.accounts(),
    [{ id: 0 }, { id: 1, name: 'User 1' }, { id: 1000 }, { id: 1001 }],
  ],
  [
    'plexspec--metadata-movie.json',
    async (client) => client.browse.item(1),
    { ratingKey: 134_703, title: 'Wicked', duration: 9610, Guid: { imdb: 'tt1262426', tmdb: 402_431, tvdb: 136_493 } },
  ],
  [
    'spec-example--butler.json',
    async (client) => client.server.butlerTasks(),
    [{ name: 'BackupDatabase', interval: 3 }],
  ],
];

describe.skipIf(lacksShared)('PlexClient on recorded answers', () => {
  it.each(read)('reads %s', async (_file, recording, reader) => {
    expect(await reader(clientOf(recording))).toBeDefined();
  });

  it.each(facts)('finds in %s what is in it', async (file, reader, expected) => {
    const recording = recordings.find((each) => each.file === file);
    if (recording === undefined) throw new Error(`${file} is gone`);

    expect(await reader(clientOf(recording))).toMatchObject(expected);
  });

  it.each(recordings.map((each) => [each.file, each] as const))(
    'reads %s as any resource, or says what is wrong',
    async (_file, recording) => {
      const results = await Promise.allSettled(readers.map(async ([, reader]) => reader(clientOf(recording))));
      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));

      expect(reasons.filter((reason) => !(reason instanceof AppError))).toEqual([]);
    },
  );
});
