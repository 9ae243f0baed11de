import { describe, expect, it } from 'vitest';

import { applyEdits } from './library-edits.ts';
import { ArtworkShelf } from './library-artwork.ts';
import { drawImage } from './library-images.ts';

describe('edits of the Plex stand-in', () => {
  it('replace a list of tags, take some away, and leave all else', () => {
    const edited = { title: 'One', summary: 'Old.', genres: ['Drama', 'Sea'], studio: 'Quay' };
    applyEdits(edited, new URLSearchParams('title.value=Two&genre[0].tag.tag=Sea&genre[1].tag.tag=Fog'));

    expect(edited).toMatchObject({ title: 'Two', summary: 'Old.', studio: 'Quay', genres: ['Sea', 'Fog'] });
    applyEdits(edited, new URLSearchParams({ 'genre[].tag.tag-': 'Fog,Rain' }));
    expect(edited.genres).toEqual(['Sea']);
  });
});

describe('images of the Plex stand-in', () => {
  it('are PNG files of the size that was asked for', () => {
    const image = Buffer.from(drawImage(30, 20, 7));

    expect(image.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([30, 20]);
  });

  it('show what was fetched last, or what was chosen', () => {
    const shelf = new ArtworkShelf();
    const selected = (): unknown => shelf.list(1, 'poster').find((image) => image['selected'] === true)?.['ratingKey'];
    shelf.add(1, 'poster', 'https://images.example/a.jpg');

    expect(selected()).toMatch(/^upload:/);
    const other = shelf.list(1, 'poster')[1]?.['ratingKey'];
    expect(shelf.select(1, 'poster', String(other))).toBe(true);
    expect(selected()).toBe(other);
    expect(shelf.select(1, 'poster', 'https://nowhere.example/x.jpg')).toBe(false);
  });
});
