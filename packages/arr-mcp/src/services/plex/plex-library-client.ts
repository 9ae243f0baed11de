import { ServiceError } from '../service-error.ts';
import type { QueryValue } from '../service-call.ts';
import { plexLibraryCalls as calls } from './plex-library-calls.ts';
import {
  type Artwork,
  ArtworkList,
  type CountedItem,
  CountedList,
  type ItemFiles,
  ItemFilesList,
  type ItemImages,
  ItemImagesList,
  type Setting,
  SettingList,
} from './plex-library-schemas.ts';
import { type PlexPage, type PlexRange, SignedPlexClient } from './signed-plex-client.ts';

/** The kinds of images, each with the three names that Plex has for it. */
const artworkNames = {
  poster: { list: 'posters', one: 'poster', field: 'thumb' },
  background: { list: 'arts', one: 'art', field: 'art' },
  logo: { list: 'clearLogos', one: 'clearLogo', field: 'clearLogo' },
} as const;
export type ArtworkType = keyof typeof artworkNames;
export const artworkTypes = ['poster', 'background', 'logo'] as const satisfies readonly ArtworkType[];

/** Which items of a library are edited. */
export interface EditedItem {
  readonly sectionId: number;
  readonly ratingKey: number;
  /** the number of its type */
  readonly type: number;
}

export interface ImageBytes {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

const libraries = 'com.plexapp.plugins.library';

/** Libraries as a whole, and changes of single items. */
export class PlexLibraryClient extends SignedPlexClient {
  async settings(sectionId: number): Promise<Setting[]> {
    return (await this.call(calls.sectionPrefs, SettingList, { params: { sectionId } })).Setting;
  }

  /** @param type the number of a type */
  async countedItems(sectionId: number, type: number, range: PlexRange): Promise<PlexPage<CountedItem>> {
    return this.callPage(calls.sectionPart, CountedList, { params: { sectionId }, query: { type }, ...range });
  }

  /** What one item itself has on disk: nothing for a show. */
  async files(ratingKey: number): Promise<ItemFiles | undefined> {
    return (await this.call(calls.itemFiles, ItemFilesList, { params: { ids: ratingKey } })).Metadata[0];
  }

  /** The same of all episodes or tracks below an item. */
  async leafFiles(ratingKey: number, range: PlexRange): Promise<PlexPage<ItemFiles>> {
    return this.callPage(calls.leaves, ItemFilesList, { params: { ids: ratingKey }, ...range });
  }

  /** @param changes by Plex's names: `title.value`, `title.locked`, `genre[0].tag.tag` */
  async edit(item: EditedItem, changes: Readonly<Record<string, QueryValue>>): Promise<void> {
    const { sectionId, ratingKey, type } = item;
    await this.send(calls.editItems, {
      params: { sectionId },
      query: { type: String(type), id: ratingKey, ...changes },
    });
  }

  /** @param rating 0 to 10; the signed-in user's own */
  async rate(ratingKey: number, rating: number): Promise<void> {
    await this.send(calls.rate, { query: { identifier: libraries, key: String(ratingKey), rating } });
  }

  /** Of the signed-in user; a show or season with all its episodes. */
  async setWatched(ratingKey: number, watched: boolean): Promise<void> {
    const query = { identifier: libraries, key: String(ratingKey) };
    await this.send(watched ? calls.markWatched : calls.markUnwatched, { query });
  }

  /** With its files. */
  async deleteItem(ratingKey: number): Promise<void> {
    await this.send(calls.deleteItem, { params: { ids: ratingKey } });
  }

  /** One of several versions, with its files. @param mediaId the id of a `Media` */
  async deleteVersion(ratingKey: number, mediaId: number): Promise<void> {
    await this.send(calls.deleteVersion, { params: { ids: ratingKey, mediaItem: mediaId } });
  }

  async artwork(ratingKey: number, type: ArtworkType): Promise<Artwork[]> {
    const params = { ids: ratingKey, element: artworkNames[type].list };
    return (await this.call(calls.listArtwork, ArtworkList, { params })).Metadata;
  }

  /** @param image an address, from which Plex fetches it itself, or the image; it is shown from then on */
  async addArtwork(ratingKey: number, type: ArtworkType, image: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const params = { ids: ratingKey, element: artworkNames[type].list };
    await this.send(
      calls.addArtwork,
      typeof image === 'string' ? { params, query: { url: image } } : { params, body: image },
    );
  }

  /** @param artworkId of one that the item has already */
  async selectArtwork(ratingKey: number, type: ArtworkType, artworkId: string): Promise<void> {
    const params = { ids: ratingKey, element: artworkNames[type].one };
    await this.send(calls.selectArtwork, { params, query: { url: artworkId } });
  }

  /** Keeps an image from being replaced when metadata are refreshed. */
  async lockArtwork(item: EditedItem, type: ArtworkType): Promise<void> {
    await this.edit(item, { [`${artworkNames[type].field}.locked`]: 1 });
  }

  /** The path of an item's image below the server's address; undefined: it has none of the kind. */
  async imagePath(ratingKey: number, type: ArtworkType): Promise<string | undefined> {
    const [item] = (await this.call(calls.itemFiles, ItemImagesList, { params: { ids: ratingKey } })).Metadata;
    return item === undefined ? undefined : pathOf(item, type);
  }

  /** An image of at most this size in pixels, made by the server. */
  async image(path: string, { width, height }: { width: number; height: number }, format: 'jpg' | 'png') {
    const query = { url: path, width, height, format };
    const { headers, text } = await this.send(calls.image, { query });
    const [mimeType = ''] = (headers.get('content-type') ?? '').split(';');
    if (/^image\/(?:jpeg|png|webp|gif)$/.test(mimeType)) {
      return { mimeType, bytes: Buffer.from(text, 'latin1') } satisfies ImageBytes;
    }
    throw new ServiceError(this.instance, 'bad_response', 'sent no image where one was asked for');
  }
}

function pathOf({ thumb, art, Image }: ItemImages, type: ArtworkType): string | undefined {
  if (type === 'poster') return thumb;
  return type === 'background' ? art : Image.find((image) => image.type === 'clearLogo')?.url;
}
