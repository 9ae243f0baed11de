import { beforeEach, describe, expect, it } from 'vitest';

import { ImageContent } from '../image-content.ts';
import { type PlexBench, itemsOf, openPlexBench } from './plex-bench.fixtures.ts';

let plex: PlexBench;

beforeEach(() => {
  plex = openPlexBench();
});

describe('plex_get_library', () => {
  it('D5 tells of one library its agent, scanner, folders and settings', async () => {
    const [library] = itemsOf(await plex.call('plex_get_library', { library: 'movies' }));

    expect(library).toMatchObject({
      id: 1,
      title: 'Movies',
      type: 'movie',
      agent: 'tv.plex.agents.movie',
      scanner: 'Plex Movie',
      language: 'en-US',
      total: 4,
      folders: ['/data/media/movies'],
      settings: [
        { id: 'enableCinemaTrailers', label: 'Enable Cinema Trailers', value: 'true', default: 'true' },
        { id: 'collectionMode', value: '1', default: '2' },
      ],
    });
  });

  it('shows no key that an agent has among the settings', async () => {
    const setting = { label: 'Agent', type: 'text', default: '', hidden: false };
    const values = { agentApiKey: 'k3y', agentAddress: 'https://agent.test/?apikey=k3y' };
    const Setting = Object.entries(values).map(([id, value]) => ({ ...setting, id, value }));
    const prefs = ({ url }: Request): Response | undefined =>
      url.endsWith('/prefs') ? Response.json({ MediaContainer: { size: 2, Setting } }) : undefined;
    const [library] = itemsOf(await openPlexBench({ instead: prefs }).call('plex_get_library', { library: '1' }));

    expect(library?.['settings']).toMatchObject([
      { id: 'agentApiKey', value: '********', default: '' },
      { id: 'agentAddress', value: 'https://agent.test/?apikey=********' },
    ]);
  });

  it('takes the id for the title, and says which libraries there are', async () => {
    const [library] = itemsOf(await plex.call('plex_get_library', { library: 2 }));

    expect(library).toMatchObject({ title: 'TV Shows' });
    await expect(plex.call('plex_get_library', { library: 'Photos' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('plex_get_libraries') as string,
    });
  });

  it('asks two servers, and tells which one could not be', async () => {
    plex = openPlexBench({ instances: ['plex', 'plex-4k'], refusing: ['plex-4k'] });

    expect(await plex.call('plex_get_library', { library: 'Movies' })).toMatchObject({
      items: [{ instance: 'plex', id: 1 }],
      unavailable: [{ instance: 'plex-4k', reason: expect.stringContaining('refused the credential') as string }],
    });
  });
});

describe('plex_get_library_stats', () => {
  it('D2 counts movies by genre, director, studio and decade', async () => {
    const [stats] = itemsOf(await plex.call('plex_get_library_stats', { library: 'Movies' }));

    expect(stats).toMatchObject({
      counts: { movies: 4, unwatched: expect.any(Number) as number },
      top: { genres: [{ name: 'Drama', count: 2 }, { count: 1 }, { count: 1 }, { count: 1 }] },
      released: [
        { name: '2010s', count: 3 },
        { name: '2020s', count: 1 },
      ],
    });
    expect(stats?.['top']).toHaveProperty('directors');
    expect(stats?.['top']).toHaveProperty('studios');
  });

  it('D2 counts shows with their seasons and episodes', async () => {
    const [stats] = itemsOf(await plex.call('plex_get_library_stats', { library: 'TV Shows' }));
    const { state } = plex.servers[0] ?? {};
    const episodes = state?.ofType('episode') ?? [];

    expect(stats?.['counts']).toEqual({
      shows: state?.ofType('show').length,
      seasons: state?.ofType('season').length,
      episodes: episodes.length,
      unwatched_episodes: episodes.filter(({ viewCount }) => viewCount === 0).length,
    });
  });

  it('D2 counts music with its plays and codecs', async () => {
    const [stats] = itemsOf(await plex.call('plex_get_library_stats', { library: 'Music' }));
    const tracks = plex.servers[0]?.state.ofType('track') ?? [];

    expect(stats).toMatchObject({
      counts: { tracks: tracks.length, plays: tracks.reduce((sum, { viewCount }) => sum + viewCount, 0) },
      top: { audio_codecs: [{ name: 'flac', count: tracks.length }] },
    });
  });
});

describe('plex_get_artwork', () => {
  it('D12 gives the poster as an image, and where it is without a token', async () => {
    const answer = await plex.call('plex_get_artwork', { item: 'Harbour Lights' });

    expect(answer).toMatchObject({ name: 'Harbour Lights (2012)', type: 'poster' });
    expect(answer['path']).toMatch(/^\/library\/metadata\/\d+\/thumb\/\d+$/);
    const { image } = answer;
    expect(image).toBeInstanceOf(ImageContent);
    expect(image).toMatchObject({ mimeType: 'image/png' });
    expect(Buffer.from((image as ImageContent).bytes.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  });

  it('gives it through the finder as well', async () => {
    const answer = await plex.call('call_read_tool', {
      name: 'plex_get_artwork',
      arguments: { item: 'Harbour Lights', type: 'background' },
    });

    expect(answer['image']).toBeInstanceOf(ImageContent);
  });

  it('tells of an image elsewhere no key that its address has', async () => {
    const thumb = 'https://harbour:s3cret@images.test/0a1b2c3d4e5f60718293/1.jpg?apikey=k3y';
    const elsewhere = ({ url }: Request): Response | undefined => {
      if (url.includes('/photo/')) return new Response(new Uint8Array(9), { headers: { 'content-type': 'image/png' } });
      const item = {
        ratingKey: '1',
        key: '/library/metadata/1',
        type: 'movie',
        title: 'Harbour Lights',
        addedAt: 1,
        thumb,
      };
      return url.includes('/library/metadata/1') ? Response.json({ MediaContainer: { Metadata: [item] } }) : undefined;
    };

    expect(await openPlexBench({ instead: elsewhere }).call('plex_get_artwork', { item: 1 })).toMatchObject({
      path: 'https://harbour:********@images.test/********/1.jpg',
    });
  });

  it('says what an item could have where it has none', async () => {
    await expect(plex.call('plex_get_artwork', { item: 'Harbour Lights', type: 'logo' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('plex_list_artwork') as string,
    });
  });

  it('gives no image that is larger than clients take', async () => {
    const large = (request: Request): Response | undefined =>
      request.url.includes('/photo/')
        ? new Response(new Uint8Array(700_000), { headers: { 'content-type': 'image/jpeg' } })
        : undefined;

    await expect(openPlexBench({ instead: large }).call('plex_get_artwork', { item: 1 })).rejects.toMatchObject({
      code: 'bad_response',
      message: expect.stringContaining('700000 bytes') as string,
    });
  });

  it('takes no text for an image', async () => {
    const odd = (request: Request): Response | undefined =>
      request.url.includes('/photo/') ? Response.json({ error: 'no' }) : undefined;

    await expect(openPlexBench({ instead: odd }).call('plex_get_artwork', { item: 1 })).rejects.toMatchObject({
      code: 'bad_response',
    });
  });
});

describe('plex_list_artwork', () => {
  it('D14 lists what an item could have, and what it has', async () => {
    const answer = await plex.call('plex_list_artwork', { item: 'Harbour Lights', type: 'background' });

    expect(answer).toMatchObject({
      total: 3,
      items: [
        { index: 0, provider: 'local', selected: true, artwork_id: expect.stringMatching(/^metadata:/) as string },
        { index: 1, provider: 'tmdb', selected: false, url: expect.stringMatching(/^https:/) as string },
        { index: 2 },
      ],
    });
  });
});

describe('an item', () => {
  it('is known by its id, its title, its title with the year, or a part of it', async () => {
    const { state } = plex.servers[0] ?? {};
    const id = state?.ofType('movie').find(({ title }) => title === 'Harbour Lights')?.ratingKey;

    for (const item of [id, 'harbour lights', 'Harbour Lights (2012)', 'bour ligh']) {
      expect(itemsOf(await plex.call('plex_list_artwork', { item }))[0]).toMatchObject({ item_id: id });
    }
  });

  it('is never guessed: several are listed with id, title, type and year', async () => {
    await expect(plex.call('plex_list_artwork', { item: 'harbour' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: {
        choices: [
          { id: expect.any(Number) as number, title: 'Harbour Lights', year: 2012, type: 'movie' },
          { title: 'Harbour Nights', year: 2016 },
        ],
      },
    });
  });

  it('is looked for in the named library only', async () => {
    await expect(plex.call('plex_list_artwork', { item: 'harbour lights', library: 'Music' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
