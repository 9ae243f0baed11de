import type { QueryValue } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import { plexBrowseCalls as calls } from './plex-browse-calls.ts';
import {
  type FilterChoice,
  FilterChoiceList,
  HubList,
  ItemDetailsList,
  ItemList,
  type PlexItem,
  type PlexItemDetails,
  type Section,
  SectionList,
} from './plex-item-schemas.ts';
import { type PlexPage, type PlexRange, SignedPlexClient } from './signed-plex-client.ts';

/** What `/library/sections/{id}/all` is narrowed and sorted by. */
export type MediaQuery = Readonly<Partial<Record<keyof (typeof calls)['sectionItems']['query'], QueryValue>>>;

/** The numbers that Plex's queries know its types by. */
export const typeNumbers = {
  movie: 1,
  show: 2,
  season: 3,
  episode: 4,
  artist: 8,
  album: 9,
  track: 10,
  photo: 13,
  collection: 18,
} as const;
export type PlexType = keyof typeof typeNumbers;

/** Libraries, what is in them, and looking for it. */
export class PlexBrowseClient extends SignedPlexClient {
  async sections(): Promise<Section[]> {
    return (await this.call(calls.sections, SectionList)).Directory;
  }

  async sectionItems(sectionId: number, query: MediaQuery, range: PlexRange): Promise<PlexPage<PlexItem>> {
    return this.callPage(calls.sectionItems, ItemList, { params: { sectionId }, query, ...range });
  }

  /** How many items a query finds. */
  async countItems(sectionId: number, query: MediaQuery): Promise<number> {
    return (await this.sectionItems(sectionId, query, { start: 0, size: 0 })).total;
  }

  /** @param filter such as `genre` */
  async filterChoices(sectionId: number, filter: string, type?: number): Promise<FilterChoice[]> {
    const input = { params: { sectionId, filter }, query: { type } };
    return (await this.call(calls.filterChoices, FilterChoiceList, input)).Directory;
  }

  async item(ratingKey: number): Promise<PlexItemDetails> {
    const input = { params: { ids: ratingKey }, query: { includeGuids: 1 } };
    const [item] = (await this.call(calls.item, ItemDetailsList, input)).Metadata;
    if (item !== undefined) return item;
    throw new ServiceError(this.instance, 'not_found', `has no item ${ratingKey}`, {
      hint: 'plex_search finds ids by title.',
    });
  }

  /** Of those that are there. */
  async items(ratingKeys: readonly number[]): Promise<PlexItemDetails[]> {
    const input = { params: { ids: ratingKeys.join(',') }, query: { includeGuids: 1 } };
    return ratingKeys.length === 0 ? [] : (await this.call(calls.item, ItemDetailsList, input)).Metadata;
  }

  /** Seasons of a show, episodes of a season, albums of an artist, tracks of an album. */
  async children(ratingKey: number, range: PlexRange): Promise<PlexPage<PlexItem>> {
    return this.callPage(calls.children, ItemList, { params: { ids: ratingKey }, ...range });
  }

  /**
   * Items of all types whose title or people fit, the best first.
   * @param limit of each type
   */
  async search(query: string, { sectionId, limit }: { sectionId?: number | undefined; limit: number }) {
    const { Hub } = await this.call(calls.search, HubList, { query: { query, sectionId, limit } });
    return Hub.flatMap(({ Metadata }) => Metadata);
  }

  /** Of all libraries, the latest first. */
  async recentlyAdded(range: PlexRange): Promise<PlexPage<PlexItem>> {
    return this.callPage(calls.recentlyAdded, ItemList, range);
  }

  /** What was begun, and the next episodes of what is being watched. */
  async onDeck(range: PlexRange): Promise<PlexPage<PlexItem>> {
    return this.callPage(calls.onDeck, ItemList, range);
  }

  /** @param path of a folder in the library; absent: all of it */
  async refreshSection(sectionId: number, path?: string): Promise<void> {
    await this.tell(calls.refreshSection, { params: { sectionId }, query: { path } });
  }

  /** Forgets for good what has no file any more. */
  async emptyTrash(sectionId: number): Promise<void> {
    await this.tell(calls.emptyTrash, { params: { sectionId } });
  }
}
