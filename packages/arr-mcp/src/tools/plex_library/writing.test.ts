import { beforeEach, describe, expect, it } from 'vitest';

import { type PlexBench, itemsOf, openPlexBench } from './plex-bench.fixtures.ts';

let plex: PlexBench;

beforeEach(() => {
  plex = openPlexBench();
});

function entry(title: string) {
  const found = [...(plex.servers[0]?.state.entries.values() ?? [])].find((each) => each.title === title);
  if (found === undefined) throw new Error(`there is no ${title}`);
  return found;
}

describe('plex_edit_item', () => {
  it('D10 edits the metadata of an item by its title, and locks them', async () => {
    const changes = {
      summary: 'New.',
      studio: 'Quay',
      release_date: '2012-05-01',
      add_genres: ['Sea'],
      user_rating: 8,
    };
    const answer = await plex.call('plex_edit_item', { item: 'Harbour Lights', changes });

    expect(answer).toMatchObject({
      name: 'Harbour Lights (2012)',
      changed: expect.arrayContaining(Object.keys(changes)) as string[],
    });
    expect(entry('Harbour Lights')).toMatchObject({
      summary: 'New.',
      studio: 'Quay',
      originallyAvailableAt: '2012-05-01',
      genres: ['Drama', 'Sea'],
      userRating: 8,
    });
    expect(plex.writes[0]).toMatch(/summary\.locked=1.*genre\.locked=1/);
  });

  it('D10 edits by id as well, and takes tags away', async () => {
    const { ratingKey: item } = entry('Harbour Nights');
    await plex.call('plex_edit_item', { item, changes: { title: 'Harbour Dusk', remove_genres: ['drama'] } });

    expect(entry('Harbour Dusk')).toMatchObject({ ratingKey: item, genres: ['Thriller'] });
  });

  it('D10 says which tags were there already, or were never there', async () => {
    const changes = { add_genres: ['drama', 'Sea'], remove_directors: ['Nobody'] };
    const answer = await plex.call('plex_edit_item', { item: 'Harbour Lights', changes });

    expect(answer).toMatchObject({ changed: ['add_genres'], unchanged: ['genre drama', 'director Nobody'] });
    expect(entry('Harbour Lights').genres).toEqual(['Drama', 'Sea']);
  });

  it('takes no change that it does not know, and not none', async () => {
    for (const changes of [{}, { colour: 'red' }]) {
      await expect(plex.call('plex_edit_item', { item: 'Harbour Lights', changes })).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_set_watched', () => {
  it('marks a show with all its episodes, and takes it back', async () => {
    const { state } = plex.servers[0] ?? {};
    const seen = (): number =>
      state?.leavesOf(entry('Second Breakfast')).filter((leaf) => leaf.viewCount > 0).length ?? 0;
    await plex.call('plex_set_watched', { item: 'Second Breakfast', watched: true });

    expect(seen()).toBe(state?.leavesOf(entry('Second Breakfast')).length);
    await plex.call('plex_set_watched', { item: 'Second Breakfast', watched: false });
    expect(seen()).toBe(0);
  });
});

describe('plex_delete_item', () => {
  it('D11 says what would go, files and bytes, and does nothing without a token', async () => {
    const preview = await plex.call('plex_delete_item', { item: 'Second Breakfast' });
    const leaves = plex.servers[0]?.state.leavesOf(entry('Second Breakfast')) ?? [];
    const bytes = leaves.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringMatching(
        /^Deletes the show Second Breakfast \(2018\) from plex, .* for good: 40 files, [\d.]+ GiB\.$/,
      ) as string,
      plan: {
        files: 40,
        size_bytes: bytes,
        paths: expect.arrayContaining([expect.stringContaining('S01E01')]) as string[],
      },
    });
    expect(plex.writes).toEqual([]);
  });

  it('D11 deletes what was agreed to', async () => {
    const { ratingKey } = entry('Harbour Lights');
    const { done } = await plex.confirm('plex_delete_item', { item: 'Harbour Lights', library: 'Movies' });

    expect(done).toMatchObject({ status: 'done', deleted: 'Harbour Lights (2012)', type: 'movie', files_deleted: 1 });
    expect(plex.writes).toEqual([`DELETE /library/metadata/${ratingKey}`]);
    expect(() => entry('Harbour Lights')).toThrow('there is no Harbour Lights');
  });

  it('asks anew when there is more to lose than was agreed to', async () => {
    const args = { item: 'Harbour Lights' };
    const { confirmation_token: consent } = await plex.call('plex_delete_item', args);
    entry('Harbour Lights').files.push({ path: '/x.mkv', size: 1, audioCodec: 'aac', bitrate: 1, container: 'mkv' });

    expect(await plex.call('plex_delete_item', { ...args, confirmation_token: consent })).toMatchObject({
      status: 'confirmation_required',
      plan: { files: 2 },
    });
    expect(plex.writes).toEqual([]);
  });

  it('D11 deletes one version of several, and leaves the item with the other', async () => {
    const { ratingKey, files } = entry('Harbour Lights');
    files.push({
      path: '/m/hd.mkv',
      size: 2 ** 30,
      resolution: '1080',
      audioCodec: 'aac',
      bitrate: 1,
      container: 'mkv',
    });
    const [item] = itemsOf(await plex.call('plex_get_item', { item: 'Harbour Lights' }));
    const [, other] = (item?.['files'] ?? []) as { version: number }[];
    const { preview, done } = await plex.confirm('plex_delete_item', { item: ratingKey, version: other?.version });

    expect(preview).toMatchObject({
      summary:
        'Deletes the 1080 version of the movie Harbour Lights (2012) from plex, and what it has on disk for good: 1 file, 1.0 GiB.',
      plan: { paths: ['/m/hd.mkv'] },
    });
    expect(done).toMatchObject({ version: other?.version, files_deleted: 1, freed_bytes: 2 ** 30 });
    expect(plex.writes).toEqual([`DELETE /library/metadata/${ratingKey}/media/${other?.version}`]);
    expect(entry('Harbour Lights').files).toHaveLength(1);
  });

  it('D11 asks for no consent where the server deletes no media', async () => {
    const root = { MediaContainer: { allowMediaDeletion: false } };
    plex = openPlexBench({
      instead: ({ url }) => (new URL(url).pathname === '/' ? Response.json(root) : undefined),
    });

    await expect(plex.call('plex_delete_item', { item: 1 })).rejects.toMatchObject({
      code: 'refused',
      message: 'plex deletes no media',
      hint: expect.stringContaining('Allow media deletion') as string,
    });
  });

  it('D11 says what may be wrong when Plex deletes nothing', async () => {
    plex = openPlexBench({
      instead: ({ method }) => (method === 'DELETE' ? new Response('', { status: 400 }) : undefined),
    });

    await expect(plex.confirm('plex_delete_item', { item: 1 })).rejects.toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('Allow media deletion') as string,
    });
  });

  it('D11 takes no version that is none, and not the only one', async () => {
    const { ratingKey } = entry('Harbour Lights');
    const args = { item: ratingKey };

    await expect(plex.call('plex_delete_item', { ...args, version: 3 })).rejects.toMatchObject({
      code: 'not_found',
      details: { choices: [{ version: ratingKey * 10, resolution: '4k' }] },
    });
    await expect(plex.call('plex_delete_item', { ...args, version: ratingKey * 10 })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('is told which of two servers is meant', async () => {
    const both = openPlexBench({ instances: ['plex', 'plex-4k'] });

    await expect(both.call('plex_delete_item', { item: 'Harbour Lights' })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('plex-4k') as string,
    });
  });
});

describe('plex_set_artwork', () => {
  it('D13 chooses one of those that plex_list_artwork lists', async () => {
    const [, other] = itemsOf(await plex.call('plex_list_artwork', { item: 'Harbour Lights' }));
    const image = other?.['artwork_id'];
    const answer = await plex.call('plex_set_artwork', { item: 'Harbour Lights', image });

    expect(answer).toMatchObject({ source: 'chosen', type: 'poster', locked: false });
    expect(itemsOf(await plex.call('plex_list_artwork', { item: 'Harbour Lights' }))[1]).toMatchObject({
      selected: true,
    });
  });

  it('chooses one whose address has a key without telling that', async () => {
    const ratingKey = 'https://images.test/1.jpg?apikey=k3y';
    const chosen: unknown[] = [];
    plex = openPlexBench({
      instead: ({ method, url }) => {
        if (method === 'PUT') chosen.push(new URL(url).searchParams.get('url'));
        if (!/\/posters?(?:\?|$)/.test(url)) return undefined;
        return Response.json({ MediaContainer: { Metadata: [{ ratingKey, key: ratingKey }] } });
      },
    });
    const [image] = itemsOf(await plex.call('plex_list_artwork', { item: 1 }));
    const answer = await plex.call('plex_set_artwork', { item: 1, image: image?.['artwork_id'] });

    expect(image).toMatchObject({
      artwork_id: expect.stringMatching(/^image-[0-9a-f]{16}$/) as string,
      url: 'https://images.test/1.jpg?apikey=********',
    });
    expect([answer['source'], chosen]).toEqual(['chosen', [ratingKey]]);
  });

  it('D13 has Plex fetch one from an address, and locks it when asked', async () => {
    const image = 'https://images.example/logo.png';
    const answer = await plex.call('plex_set_artwork', { item: 'Harbour Lights', type: 'logo', image, lock: true });

    expect(answer).toMatchObject({ source: 'fetched', locked: true });
    expect(plex.writes).toEqual([
      expect.stringMatching(/^POST \/library\/metadata\/\d+\/clearLogos\?url=https:\/\/images\.example\/logo\.png$/),
      expect.stringContaining('clearLogo.locked=1'),
    ]);
  });

  it('D13 gives Plex an image from a file that tools may read', async () => {
    const image = Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1');
    plex = openPlexBench({ files: { '/data/media/poster.png': image } });
    const args = { item: 'Harbour Lights', image: '/data/media/poster.png' };

    expect(await plex.call('plex_set_artwork', args)).toMatchObject({ source: 'uploaded' });
    expect(plex.uploads).toEqual([image]);
  });

  it('gives Plex no file that is no image, and none that is not there', async () => {
    plex = openPlexBench({ files: { '/data/media/keys.png': Buffer.from('TOKEN=1') } });

    for (const [image, code] of [
      ['/data/media/keys.png', 'invalid_argument'],
      ['/data/media/other.png', 'not_found'],
    ]) {
      await expect(plex.call('plex_set_artwork', { item: 'Harbour Lights', image })).rejects.toMatchObject({ code });
    }
    expect(plex.uploads).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'ftp://x/y', 'https://user:secret@images.example/a.jpg'])(
    'takes %s for no image',
    async (image) => {
      await expect(plex.call('plex_set_artwork', { item: 'Harbour Lights', image })).rejects.toMatchObject({
        code: 'invalid_argument',
      });
      expect(plex.writes).toEqual([]);
    },
  );
});

describe('READ_ONLY_MODE=plex', () => {
  const policy = { toolsets: ['full'], readOnly: ['plex'] };

  it('hides the tools that write, and leaves the others', async () => {
    for (const name of ['plex_edit_item', 'plex_delete_item', 'plex_delete_playlist', 'plex_stop_session']) {
      await expect(plex.call(name, {}, { policy })).rejects.toThrow(`${name} is not allowed here`);
    }
    expect(itemsOf(await plex.call('plex_get_library', { library: 1 }, { policy }))).toHaveLength(1);
  });
});
