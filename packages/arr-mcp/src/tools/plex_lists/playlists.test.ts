import { beforeEach, describe, expect, it } from 'vitest';

import { type PlexBench, type Row, itemsOf, openPlexBench } from '../plex_library/plex-bench.fixtures.ts';

let plex: PlexBench;

beforeEach(() => {
  plex = openPlexBench();
});

async function names(playlist: unknown, of: PlexBench = plex): Promise<unknown[]> {
  return itemsOf(await of.call('plex_get_playlist', { playlist })).map((item) => item['name']);
}

async function find(title: string): Promise<Row | undefined> {
  return itemsOf(await plex.call('plex_list_playlists')).find((each) => each['title'] === title);
}

describe('plex_list_playlists', () => {
  it('D15 lists playlists with type, duration and how many items they have', async () => {
    expect(await plex.call('plex_list_playlists')).toMatchObject({
      total: 3,
      items: [
        {
          title: 'Rainy Sunday',
          type: 'video',
          smart: false,
          items: 3,
          duration_seconds: expect.any(Number) as number,
        },
        { title: 'Unwatched Movies', smart: true },
        { title: 'Kitchen', type: 'audio' },
      ],
    });
  });

  it('D15 narrows them to a type, or to those with something of a library', async () => {
    const [audio, ofShows] = await Promise.all(
      [{ type: 'audio' }, { library: 'TV Shows' }].map(async (args) => plex.call('plex_list_playlists', args)),
    );

    expect(itemsOf(audio ?? {}).map((each) => each['title'])).toEqual(['Kitchen']);
    expect(itemsOf(ofShows ?? {}).map((each) => each['title'])).toEqual(['Rainy Sunday']);
  });

  it('lists those of two servers, each with its own', async () => {
    plex = openPlexBench({ instances: ['plex', 'plex-4k'] });
    const items = itemsOf(await plex.call('plex_list_playlists', { type: 'audio' }));

    expect(items.map((each) => each['instance'])).toEqual(['plex', 'plex-4k']);
  });
});

describe('plex_get_playlist', () => {
  it('D16 lists the items of a playlist in order, by its title or its id', async () => {
    const id = (await find('Rainy Sunday'))?.['id'];

    expect(await names('rainy')).toEqual([
      'Harbour Lights (2012)',
      'Harbour Nights (2016)',
      expect.stringMatching(/^The Lighthouse Keepers S01E01 /) as string,
    ]);
    expect(await names(id)).toHaveLength(3);
  });

  it('gives them page by page', async () => {
    const first = await plex.call('plex_get_playlist', { playlist: 'Rainy Sunday', limit: 2 });
    const rest = await plex.call('plex_get_playlist', { playlist: 'Rainy Sunday', cursor: first['next_cursor'] });

    expect(itemsOf(first)).toHaveLength(2);
    expect(itemsOf(rest)).toHaveLength(1);
  });

  it('says where playlists are listed when there is none of the title', async () => {
    await expect(plex.call('plex_get_playlist', { playlist: 'Nope' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('plex_list_playlists') as string,
    });
  });
});

describe('plex_create_playlist', () => {
  it('D17 creates a playlist of titles and ids, with a summary', async () => {
    const id = plex.servers[0]?.state.ofType('movie')[2]?.ratingKey;
    const made = await plex.call('plex_create_playlist', {
      title: 'Tonight',
      items: ['Harbour Lights', id],
      summary: 'Both.',
    });

    expect(made).toMatchObject({ title: 'Tonight', type: 'video', items: 2 });
    expect(await find('Tonight')).toMatchObject({ id: made['id'], summary: 'Both.', items: 2 });
  });

  it('D17 tells which titles it did not find, and which it could not tell apart', async () => {
    const made = await plex.call('plex_create_playlist', {
      title: 'Tonight',
      items: ['Harbour Lights', 'Nothing Like It', 'harbour'],
    });

    expect(made).toMatchObject({
      items: 1,
      not_found: ['Nothing Like It'],
      ambiguous: [{ given: 'harbour', choices: [{ title: 'Harbour Lights' }, { title: 'Harbour Nights' }] }],
    });
  });

  it('makes none of nothing, and none of films and songs', async () => {
    await expect(plex.call('plex_create_playlist', { title: 'x', items: ['Nope'] })).rejects.toMatchObject({
      code: 'not_found',
      details: { not_found: ['Nope'] },
    });
    const track = plex.servers[0]?.state.ofType('track')[0]?.ratingKey;
    await expect(
      plex.call('plex_create_playlist', { title: 'x', items: ['Harbour Lights', track] }),
    ).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('audio, not video') as string,
    });
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_edit_playlist', () => {
  it('D18 changes title and summary', async () => {
    const answer = await plex.call('plex_edit_playlist', { playlist: 'Rainy Sunday', title: 'Wet', summary: 'Rain.' });

    expect(answer).toMatchObject({ title: 'Wet', changed: ['title', 'summary'] });
    expect(await find('Wet')).toMatchObject({ summary: 'Rain.' });
  });

  it('D19 sets the poster from an address', async () => {
    const id = (await find('Rainy Sunday'))?.['id'];
    await plex.call('plex_edit_playlist', { playlist: 'Rainy Sunday', poster: 'https://images.example/p.jpg' });

    expect(plex.writes).toEqual([`POST /library/metadata/${String(id)}/posters?url=https://images.example/p.jpg`]);
  });

  it('D19 sets the poster from a file that tools may read', async () => {
    const image = Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1');
    plex = openPlexBench({ files: { '/data/media/poster.png': image } });
    const answer = await plex.call('plex_edit_playlist', { playlist: 'Kitchen', poster: '/data/media/poster.png' });

    expect(answer).toMatchObject({ title: 'Kitchen', changed: ['poster'] });
    expect(plex.uploads).toEqual([image]);
  });

  it('changes nothing where the address of the poster is none', async () => {
    const wrong = { playlist: 'Rainy Sunday', title: 'Wet', poster: 'ftp://images.example/x' };

    await expect(plex.call('plex_edit_playlist', wrong)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_copy_playlist', () => {
  it('D20 copies a playlist to another user, who then has it', async () => {
    const answer = await plex.call('plex_copy_playlist', { playlist: 'Rainy Sunday', user: 'grandma' });
    const theirs = await plex.servers[0]?.fetch(
      new Request('http://plex.test/playlists', {
        headers: { 'x-plex-token': 'plex-t0ken-user-4000103', accept: 'application/json' },
      }),
    );

    expect(answer).toMatchObject({ user: 'grandma.elin', title: 'Rainy Sunday', copied: 3, left_out: 0 });
    expect(await theirs?.json()).toMatchObject({ MediaContainer: { Metadata: [{ title: 'Rainy Sunday' }] } });
    expect(await plex.call('plex_list_playlists')).toMatchObject({ total: 3 });
  });

  it('D20 knows a user by each of their names', async () => {
    const users = '<MediaContainer><User id="4000103" title="Elin" username="elin_h"/></MediaContainer>';
    plex = openPlexBench({ tv: (path) => (path === '/api/users' ? new Response(users) : undefined) });

    for (const name of ['elin_h', 'Elin', 'grandma'])
      expect(await plex.call('plex_copy_playlist', { playlist: 'Kitchen', user: name })).toMatchObject({ copied: 5 });
  });

  it('says that plex.tv is needed for it', async () => {
    plex = openPlexBench({ offline: true });

    await expect(plex.call('plex_copy_playlist', { playlist: 'Kitchen', user: 'Jonas' })).rejects.toMatchObject({
      code: 'unreachable',
      message: 'plex: plex.tv cannot be reached',
      hint: expect.stringContaining('internet') as string,
    });
  });

  it('says who there is when nobody has that name', async () => {
    await expect(plex.call('plex_copy_playlist', { playlist: 'Kitchen', user: 'Nobody' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('plex_list_users') as string,
    });
  });
});

describe('plex_add_to_playlist', () => {
  it('D21 adds items by title and id, and tells what it did not find', async () => {
    const answer = await plex.call('plex_add_to_playlist', {
      playlist: 'Rainy Sunday',
      items: ['The Quiet Satellite', 'Nope'],
    });

    expect(answer).toMatchObject({ added: ['The Quiet Satellite (2023)'], not_found: ['Nope'], total: 4 });
    expect(await names('Rainy Sunday')).toContain('The Quiet Satellite (2023)');
  });

  it('D21 adds all episodes of a show', async () => {
    const answer = await plex.call('plex_add_to_playlist', { playlist: 'Rainy Sunday', items: ['Second Breakfast'] });

    expect(answer).toMatchObject({ added: ['Second Breakfast (2018)'], total: 43 });
  });

  it('adds nothing to a smart playlist, and says why', async () => {
    const smart = { playlist: 'Unwatched Movies', items: ['Harbour Lights'] };

    await expect(plex.call('plex_add_to_playlist', smart)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('smart playlist') as string,
    });
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_remove_from_playlist', () => {
  it('D22 takes items out, and tells what is not in it', async () => {
    const answer = await plex.call('plex_remove_from_playlist', {
      playlist: 'Rainy Sunday',
      items: ['harbour lights', 'Nope'],
    });

    expect(answer).toMatchObject({ removed: ['Harbour Lights (2012)'], not_found: ['Nope'], remaining: 2 });
    expect(await names('Rainy Sunday')).not.toContain('Harbour Lights (2012)');
  });

  it('D22 takes all episodes of a show out by the id of the show', async () => {
    const show = plex.servers[0]?.state.ofType('show').find(({ title }) => title === 'Second Breakfast')?.ratingKey;
    await plex.call('plex_add_to_playlist', { playlist: 'Rainy Sunday', items: [show] });

    expect(await plex.call('plex_remove_from_playlist', { playlist: 'Rainy Sunday', items: [show] })).toMatchObject({
      remaining: 3,
    });
  });

  it('guesses nothing: several that fit are listed', async () => {
    const answer = await plex.call('plex_remove_from_playlist', { playlist: 'Rainy Sunday', items: ['harbour'] });

    expect(answer).toMatchObject({ removed: [], ambiguous: [{ given: 'harbour' }], remaining: 3 });
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_delete_playlist', () => {
  it('D23 says what would go, and does nothing without a token', async () => {
    expect(await plex.call('plex_delete_playlist', { playlist: 'Rainy Sunday' })).toMatchObject({
      status: 'confirmation_required',
      summary: 'Deletes the playlist Rainy Sunday of 3 items from plex for good; the items and their files stay.',
    });
    expect(plex.writes).toEqual([]);
  });

  it('D23 deletes it when that was agreed to', async () => {
    const { done } = await plex.confirm('plex_delete_playlist', { playlist: 'Rainy Sunday' });

    expect(done).toMatchObject({ status: 'done', deleted: 'Rainy Sunday' });
    expect(await find('Rainy Sunday')).toBeUndefined();
  });
});
