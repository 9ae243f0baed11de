import { plexActivityCalls as calls } from './plex-activity-calls.ts';
import {
  type Account,
  AccountList,
  type CountedView,
  CountedViewList,
  type Device,
  DeviceList,
  DurationList,
  type Session,
  SessionList,
  type View,
  ViewList,
  uncountedFields,
} from './plex-activity-schemas.ts';
import { HubList, type PlexItem } from './plex-item-schemas.ts';
import { type PlexPage, type PlexRange, SignedPlexClient } from './signed-plex-client.ts';

/** What the history is narrowed to. */
export interface ViewFilter {
  readonly accountId?: number | undefined;
  /** a show stands for its episodes */
  readonly ratingKey?: number | undefined;
  readonly sectionId?: number | undefined;
  readonly since?: Date | undefined;
}

/** What plays, what was watched, by whom and on what. */
export class PlexActivityClient extends SignedPlexClient {
  async sessions(): Promise<Session[]> {
    return (await this.call(calls.sessions, SessionList)).Metadata;
  }

  /** What everybody has watched, the latest first. */
  async history(filter: ViewFilter, range: PlexRange): Promise<PlexPage<View>> {
    const query = { ...toQuery(filter), sort: 'viewedAt:desc' };
    return this.callPage(calls.history, ViewList, { query, ...range });
  }

  /** The same with little of each, the oldest first, so that what is watched meanwhile moves no page. */
  async viewsToCount(filter: ViewFilter, range: PlexRange): Promise<PlexPage<CountedView>> {
    const query = { ...toQuery(filter), sort: 'viewedAt:asc', excludeFields: uncountedFields.join(',') };
    return this.callPage(calls.viewsToCount, CountedViewList, { query, ...range });
  }

  /** Who the server knows without asking plex.tv. */
  async accounts(): Promise<Account[]> {
    return (await this.call(calls.accounts, AccountList)).Account;
  }

  async devices(): Promise<Device[]> {
    return (await this.call(calls.devices, DeviceList)).Device;
  }

  /** What the token's owner has begun, the latest first. */
  async continueWatching(count: number): Promise<PlexItem[]> {
    const { Hub } = await this.call(calls.continueWatching, HubList, { query: { count } });
    return Hub.flatMap(({ Metadata }) => Metadata).slice(0, count);
  }

  /** Running times in seconds by rating key; what is gone is left out. */
  async durations(ratingKeys: readonly number[]): Promise<Map<number, number>> {
    if (ratingKeys.length === 0) return new Map();
    const { Metadata } = await this.call(calls.durations, DurationList, { params: { ids: ratingKeys.join(',') } });
    return new Map(
      Metadata.flatMap(({ ratingKey, duration }): [number, number][] =>
        ratingKey === undefined || duration === undefined ? [] : [[ratingKey, duration]],
      ),
    );
  }
}

function toQuery({ accountId, ratingKey, sectionId, since }: ViewFilter) {
  return {
    accountID: accountId,
    metadataItemID: ratingKey,
    librarySectionID: sectionId,
    'viewedAt>': since === undefined ? undefined : Math.floor(since.getTime() / 1000),
  };
}
