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
  [/^\/hubs\/search$/, async (client) => client.browse.search('x', { limit: 10 })],
];

const read = recordings.flatMap((recording) => {
  const reader = readers.find(([path]) => path.test(recording.path))?.[1];
  return reader === undefined ? [] : [[recording.file, recording, reader] as const];
});

describe.skipIf(lacksShared)('PlexClient on recorded answers', () => {
  it.each(read)('reads %s', async (_file, recording, reader) => {
    expect(await reader(clientOf(recording))).toBeDefined();
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
