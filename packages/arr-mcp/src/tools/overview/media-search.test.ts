import {
  createPlexStandIn,
  createQBittorrentStandIn,
  createRadarrStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createTraktStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { type FakeInstance, registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const options = { world: createWorld(), apiKey: 'key' };
const credential = { api_key: 'key' };

function household(): FakeInstance[] {
  const trakt = createTraktStandIn(options);
  return [
    { instance: 'sonarr', standIn: createSonarrStandIn(options), credential },
    { instance: 'radarr', standIn: createRadarrStandIn(options), credential },
    { instance: 'plex', standIn: createPlexStandIn(options), credential: { token: 'key' } },
    {
      instance: 'trakt',
      standIn: trakt,
      credential: { client_id: 'key', client_secret: 'secret', access_token: trakt.signIn().access_token },
    },
    { instance: 'sabnzbd', standIn: createSabnzbdStandIn(options), credential },
    {
      instance: 'qbittorrent',
      standIn: createQBittorrentStandIn(options),
      credential: { username: 'admin', password: 'key' },
    },
  ];
}

interface Row {
  readonly title: string;
  readonly [field: string]: unknown;
}

async function search(args: object, instances = household()) {
  const answer = await new ToolBench({ services: registryOf(instances) }).call('media_search', args);
  return answer as { items: Row[]; total: number; searched: string[]; unavailable?: unknown[] };
}

function without(name: string): FakeInstance[] {
  return household().filter(({ instance }) => instance !== name);
}

/** The same household with one service that answers some requests in its own way. */
function changed(name: string, answer: (request: Request, real: Response) => Response | Promise<Response>) {
  return household().map((each) =>
    each.instance === name
      ? { ...each, standIn: { fetch: async (request: Request) => answer(request, await each.standIn.fetch(request)) } }
      : each,
  );
}

function titles(items: readonly Row[]): string[] {
  return items.map(({ title }) => title);
}

describe('media_search', () => {
  it('tells of a series what each service knows, under its own id', async () => {
    const { items, searched } = await search({ query: 'lighthouse keepers' });

    expect(searched).toEqual(['plex', 'sonarr', 'radarr', 'trakt']);
    expect(items).toEqual([
      expect.objectContaining({
        title: 'The Lighthouse Keepers',
        type: 'series',
        tvdb_id: 990_001,
        imdb_id: 'tt9900001',
        have: 'partly',
        wanted: true,
        watched: 'partly',
        plex: [expect.objectContaining({ instance: 'plex', episodes: 21, watched: 7 })],
        sonarr: [{ instance: 'sonarr', id: 1, status: 'continuing', monitored: true, episodes: 21, files: 18 }],
        trakt: [expect.objectContaining({ instance: 'trakt', plays: 21 })],
        downloads: [expect.objectContaining({ state: 'downloading', client: 'sabnzbd', progress_percent: 66 })],
      }),
    ]);
  });

  it('tells of a movie that it is there and watched', async () => {
    const { items } = await search({ query: 'quiet satellite', type: 'movie' });

    expect(items).toEqual([
      expect.objectContaining({
        title: 'The Quiet Satellite',
        have: 'yes',
        wanted: false,
        watched: 'yes',
        plex: [expect.objectContaining({ watched: 3 })],
        radarr: [expect.objectContaining({ has_file: true, monitored: true })],
      }),
    ]);
  });

  it('says why a download is stuck', async () => {
    const { items } = await search({ query: 'orbital gardeners' });

    expect(items[0]).toMatchObject({
      downloads: expect.arrayContaining([
        expect.objectContaining({
          state: 'import blocked',
          reason: expect.stringContaining('No files found') as string,
        }),
      ]) as unknown,
    });
  });

  it('joins by ids what has another title, and parts what has the same title and other ids', async () => {
    const renamed = changed('sonarr', async (request, real) => {
      if (new URL(request.url).pathname !== '/api/v3/series') return real;
      const [first, ...others] = (await real.json()) as Record<string, unknown>[];
      const twin = { ...first, id: 999, tvdbId: 1, tmdbId: 2, imdbId: 'tt0000003' };
      return Response.json([{ ...first, title: 'Die Leuchtturmwärter' }, twin, ...others]);
    });
    const { items } = await search({ query: 'the lighthouse keepers' }, renamed);

    expect(items.map(({ title, sonarr, plex }) => [title, sonarr, plex])).toEqual([
      ['Die Leuchtturmwärter', [expect.objectContaining({ id: 1 })], [expect.anything()]],
      ['The Lighthouse Keepers', [expect.objectContaining({ id: 999 })], undefined],
    ]);
  });

  it.each(['Quiet Satellite (2023)', 'quiet   SATÉLLITE', 'satellite quiet', 'quie sat'])('finds %s', async (query) => {
    expect(titles((await search({ query })).items)).toEqual(['The Quiet Satellite']);
  });

  it('finds nothing of another year', async () => {
    expect((await search({ query: 'Quiet Satellite (1999)' })).total).toBe(0);
  });

  it('shows what is nowhere but on Trakt where nothing else fits', async () => {
    const elsewhere = household().filter(({ instance }) => instance === 'trakt');
    const { items } = await search({ query: 'lighthouse' }, elsewhere);

    expect(items[0]).toMatchObject({ title: 'The Lighthouse Keepers', have: 'no', wanted: false });
    expect(items[0]?.['plex']).toBeUndefined();
  });

  it.each(['sonarr', 'radarr', 'plex', 'trakt', 'sabnzbd', 'qbittorrent'])(
    'goes without %s when it is down, and tells of it once',
    async (name) => {
      const broken = changed(name, () => new Response('', { status: 502 }));
      const { items, unavailable } = await search({ query: 'lighthouse keepers' }, broken);

      expect(titles(items)).toEqual(['The Lighthouse Keepers']);
      expect(unavailable).toEqual([expect.objectContaining({ instance: name })]);
    },
  );

  it('finds on Trakt what nobody is signed in to tell the plays of, and says so', async () => {
    const trakt = createTraktStandIn(options);
    const credentials = { client_id: 'key', client_secret: 'secret' };
    const { items, unavailable } = await search({ query: 'second breakfast' }, [
      ...without('trakt'),
      { instance: 'trakt', standIn: trakt, credential: credentials },
    ]);

    expect(items[0]?.['trakt']).toEqual([{ instance: 'trakt', id: 550_002 }]);
    expect(unavailable).toEqual([
      expect.objectContaining({ instance: 'trakt', hint: expect.stringContaining('trakt_sign_in') as string }),
    ]);
  });

  it('asks only what is set up, and names it', async () => {
    const { items, searched } = await search({ query: 'quiet satellite' }, without('plex'));

    expect(searched).toEqual(['sonarr', 'radarr', 'trakt']);
    expect(items[0]?.['plex']).toBeUndefined();
  });

  it('gives long lists page by page', async () => {
    const { items, total } = await search({ query: 'e', limit: 3 });

    expect(items).toHaveLength(3);
    expect(total).toBe(7);
  });

  it('says when nothing is set up', async () => {
    await expect(search({ query: 'x' }, [])).rejects.toMatchObject({ code: 'not_configured' });
  });
});
