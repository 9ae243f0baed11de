import type { PlexEntry } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

export interface DemoPlaylist {
  readonly id: number;
  /** whose it is */
  readonly accountId: number;
  readonly type: 'video' | 'audio' | 'photo';
  readonly smart: boolean;
  readonly addedAt: number;
  title: string;
  summary: string;
  entries: { readonly entryId: number; readonly itemId: number }[];
}

export interface DemoCollection {
  readonly id: number;
  readonly sectionId: number;
  /** movie, show, artist or album */
  readonly subtype: string;
  readonly smart: boolean;
  readonly addedAt: number;
  title: string;
  titleSort?: string;
  summary: string;
  contentRating?: string;
  labels?: string[];
  items: number[];
  mode: number;
  sort: number;
}

/** The household's playlists and collections; what is deleted from the library leaves them as well. */
export class ListsStore {
  readonly playlists: DemoPlaylist[] = [];
  readonly collections: DemoCollection[] = [];
  readonly #state: PlexState;
  #lastEntry = 0;

  constructor(state: PlexState) {
    this.#state = state;
    const movies = state.ofType('movie');
    const episodes = state.ofType('episode');
    const byCollection = Map.groupBy(
      movies.flatMap((movie) => movie.collections.map((title) => ({ title, movie }))),
      ({ title }) => title,
    );
    for (const [title, members] of byCollection) {
      this.addCollection({ sectionId: 1, title, subtype: 'movie', items: members.map(({ movie }) => movie.ratingKey) });
    }
    const evening = [...movies.slice(0, 2), ...episodes.slice(0, 1)].map(({ ratingKey }) => ratingKey);
    this.addPlaylist({ title: 'Rainy Sunday', type: 'video', accountId: 1, items: evening });
    const unseen = movies.filter(({ viewCount }) => viewCount === 0).map(({ ratingKey }) => ratingKey);
    this.addPlaylist({ title: 'Unwatched Movies', type: 'video', accountId: 1, items: unseen, smart: true });
    const tracks = state.ofType('track').slice(0, 5);
    this.addPlaylist({
      title: 'Kitchen',
      type: 'audio',
      accountId: 1,
      items: tracks.map(({ ratingKey }) => ratingKey),
    });
  }

  addPlaylist({ smart = false, items, ...facts }: NewPlaylist): DemoPlaylist {
    const [id, addedAt] = [this.#state.nextKey(), this.#state.clock()];
    const made: DemoPlaylist = { ...facts, id, smart, addedAt, summary: '', entries: [] };
    this.playlists.push(made);
    this.addTo(made, items);
    return made;
  }

  addCollection(facts: Pick<DemoCollection, 'sectionId' | 'title' | 'subtype' | 'items'>): DemoCollection {
    const [id, addedAt] = [this.#state.nextKey(), this.#state.clock()];
    const made: DemoCollection = { ...facts, id, addedAt, smart: false, summary: '', mode: -1, sort: 0 };
    this.collections.push(made);
    return made;
  }

  /** Of a show all its episodes: a playlist holds what can be played. */
  addTo(playlist: DemoPlaylist, items: readonly number[]): void {
    for (const leaf of items.flatMap((id) => this.#leaves(id))) {
      this.#lastEntry += 1;
      playlist.entries.push({ entryId: this.#lastEntry, itemId: leaf.ratingKey });
    }
  }

  entriesOf({ entries }: DemoPlaylist): { entryId: number; entry: PlexEntry }[] {
    return entries.flatMap(({ entryId, itemId }) => {
      const entry = this.#state.entries.get(itemId);
      return entry === undefined ? [] : [{ entryId, entry }];
    });
  }

  itemsOf({ items }: DemoCollection): PlexEntry[] {
    return items.flatMap((id) => this.#state.entries.get(id) ?? []);
  }

  #leaves(id: number): readonly PlexEntry[] {
    const entry = this.#state.entries.get(id);
    return entry === undefined ? [] : this.#state.leavesOf(entry);
  }
}

interface NewPlaylist {
  readonly title: string;
  readonly type: DemoPlaylist['type'];
  readonly accountId: number;
  readonly items: readonly number[];
  readonly smart?: boolean;
}
