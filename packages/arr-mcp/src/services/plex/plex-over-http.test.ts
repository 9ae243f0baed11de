import { DemoServers, createPlexStandIn, createWorld } from '@arr-mcp/demo-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createServiceFetch } from '../connection/service-fetch.ts';
import { type PlexClient, openPlex } from './plex-client.ts';

// Over a real connection: what has no end, and what is no text, goes another way than in a test's own fetch.
const servers = new DemoServers();
const fetch = createServiceFetch({});
const standIn = createPlexStandIn({ world: createWorld(), apiKey: 't0ken' });
let open: (token?: string) => PlexClient;

beforeAll(async () => {
  const port = await servers.onPort(standIn);
  open = (token = 't0ken') => {
    const facts = { service: 'plex', instance: 'plex', baseUrl: `http://127.0.0.1:${port}`, fetch } as const;
    return openPlex({ ...facts, credential: { token } })(new AbortController().signal);
  };
});

afterAll(async () => {
  await fetch.close();
  await servers.close();
});

describe('PlexClient over HTTP', () => {
  it('hears events as they are told, and leaves a server that goes on silently', async () => {
    const leave = new AbortController();
    const heard: string[] = [];
    for await (const { type } of open().server.events(leave.signal)) {
      heard.push(type);
      if (type === 'ping') leave.abort();
    }

    expect(heard).toEqual(['playing', 'activity', 'timeline', 'ping']);
  });

  it('says that the token for events was refused', async () => {
    const { signal } = new AbortController();

    await expect(open('another').server.events(signal).next()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('unpacks the logs', async () => {
    const archive = await open().server.logs();
    const [first] = archive.files;
    if (first === undefined) throw new Error('there are no logs');

    expect(await archive.read(first)).toContain('Plex Media Server v1.42.1');
  });

  it('is given the part of a list that it asks for', async () => {
    const range = { start: 5, size: 3 };
    const page = await open().browse.sectionItems(2, { type: 4 }, range);

    expect(page).toMatchObject({ start: 5, items: { length: 3 } });
    expect(page.total).toBeGreaterThan(8);
  });

  it('is given several items at once', async () => {
    const [one, other] = standIn.state.ofType('movie');
    const durations = await open().activity.durations([one?.ratingKey ?? 0, other?.ratingKey ?? 0, 999_999]);

    expect(durations.size).toBe(2);
  });
});
