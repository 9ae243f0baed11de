import { ServiceError } from '../service-error.ts';
import { ItemList, type PlexItem } from './plex-item-schemas.ts';
import { plexListsCalls as calls } from './plex-lists-calls.ts';
import {
  type Collection,
  CollectionList,
  Identity,
  type Playlist,
  type PlaylistEntry,
  PlaylistEntryList,
  PlaylistList,
} from './plex-lists-schemas.ts';
import { type PlexPage, type PlexRange, SignedPlexClient } from './signed-plex-client.ts';

export type PlaylistType = 'audio' | 'video' | 'photo';

export interface NewCollection {
  readonly sectionId: number;
  readonly title: string;
  /** the number of the type of its items */
  readonly type: number;
  readonly items: readonly number[];
}

/** What was just made, whose id is known. */
export type Made<Value> = Value & { readonly ratingKey: number };

/** Playlists, which belong to the signed-in user, and collections, which belong to a library. */
export class PlexListsClient extends SignedPlexClient {
  async playlists(
    { type, sectionId }: { type?: PlaylistType | undefined; sectionId?: number | undefined },
    range: PlexRange,
  ): Promise<PlexPage<Playlist>> {
    return this.callPage(calls.playlists, PlaylistList, {
      query: { playlistType: type, sectionID: sectionId },
      ...range,
    });
  }

  async playlist(id: number): Promise<Playlist> {
    const [found] = (await this.call(calls.playlist, PlaylistList, { params: { playlistId: id } })).Metadata;
    return found ?? this.#missing('playlist', id);
  }

  async playlistItems(id: number, range: PlexRange): Promise<PlexPage<PlaylistEntry>> {
    return this.callPage(calls.playlistItems, PlaylistEntryList, { params: { playlistId: id }, ...range });
  }

  async createPlaylist(title: string, type: PlaylistType, items: readonly number[]): Promise<Made<Playlist>> {
    const query = { title, type, smart: 0, uri: await this.uriOf(items) };
    const [made] = (await this.call(calls.createPlaylist, PlaylistList, { query })).Metadata;
    return this.#known(made, 'playlist');
  }

  async editPlaylist(id: number, { title, summary }: { title?: string | undefined; summary?: string | undefined }) {
    const query = {
      ...(title === undefined ? {} : { 'title.value': title, 'title.locked': 1 }),
      ...(summary === undefined ? {} : { 'summary.value': summary, 'summary.locked': 1 }),
    };
    await this.send(calls.editPlaylist, { params: { playlistId: id }, query });
  }

  async deletePlaylist(id: number): Promise<void> {
    await this.send(calls.deletePlaylist, { params: { playlistId: id } });
  }

  async addToPlaylist(id: number, items: readonly number[]): Promise<void> {
    await this.send(calls.addToPlaylist, { params: { playlistId: id }, query: { uri: await this.uriOf(items) } });
  }

  /** @param entryId the `playlistItemID` of an entry */
  async removeFromPlaylist(id: number, entryId: number): Promise<void> {
    await this.send(calls.removeFromPlaylist, { params: { playlistId: id, entryId } });
  }

  async collections(sectionId: number, range: PlexRange): Promise<PlexPage<Collection>> {
    return this.callPage(calls.collections, CollectionList, { params: { sectionId }, ...range });
  }

  async collection(id: number): Promise<Collection> {
    const [found] = (await this.call(calls.collection, CollectionList, { params: { ids: id } })).Metadata;
    // What has another type has an id of the same range.
    return found?.type === 'collection' ? found : this.#missing('collection', id);
  }

  async collectionItems(id: number, range: PlexRange): Promise<PlexPage<PlexItem>> {
    return this.callPage(calls.collectionItems, ItemList, { params: { collectionId: id }, ...range });
  }

  async createCollection({ sectionId, title, type, items }: NewCollection): Promise<Made<Collection>> {
    const query = { sectionId: String(sectionId), title, smart: 0, type, uri: await this.uriOf(items) };
    const [made] = (await this.call(calls.createCollection, CollectionList, { query })).Metadata;
    return this.#known(made, 'collection');
  }

  async deleteCollection(id: number): Promise<void> {
    await this.send(calls.deleteCollection, { params: { collectionId: id } });
  }

  async addToCollection(id: number, items: readonly number[]): Promise<void> {
    await this.send(calls.addToCollection, { params: { collectionId: id }, query: { uri: await this.uriOf(items) } });
  }

  async removeFromCollection(id: number, itemId: number): Promise<void> {
    await this.send(calls.removeFromCollection, { params: { collectionId: id, itemId } });
  }

  /** @param prefs as Plex numbers them: how its items are shown in the library, in which order, and whose views count */
  async setCollectionPrefs(
    id: number,
    prefs: { collectionMode?: number; collectionSort?: number; collectionFilterBasedOnUser?: number },
  ): Promise<void> {
    await this.send(calls.setCollectionPrefs, { params: { ids: id }, query: prefs });
  }

  /** What Plex itself calls a server. */
  async machineIdentifier(): Promise<string> {
    const { machineIdentifier } = await this.call(calls.identity, Identity);
    return machineIdentifier ?? this.#missing('identity', this.instance);
  }

  /** Items of this server, in the form in which Plex is told of them. */
  async uriOf(items: readonly number[]): Promise<string> {
    return `server://${await this.machineIdentifier()}/com.plexapp.plugins.library/library/metadata/${items.join(',')}`;
  }

  #known<Value extends Playlist | Collection>(made: Value | undefined, kind: string): Made<Value> {
    if (made?.ratingKey !== undefined) return { ...made, ratingKey: made.ratingKey };
    throw new ServiceError(this.instance, 'bad_response', `told nothing of the ${kind} that it made`);
  }

  #missing(kind: string, id: number | string): never {
    throw new ServiceError(this.instance, 'not_found', `has no ${kind} ${id}`, {
      hint: 'plex_list_playlists and plex_list_collections list what there is.',
    });
  }
}
