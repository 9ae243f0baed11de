import { z } from 'zod';

import { ArrClient } from '../arr/arr-client.ts';
import { Provider, ProviderTest } from '../arr/arr-schemas.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { prowlarrCalls } from './prowlarr-calls.ts';
import {
  FoundRelease,
  HistoryPage,
  Indexer,
  IndexerRecord,
  type IndexerStatistics,
  IndexerStatus,
  Statistics,
  TestFailures,
} from './prowlarr-schemas.ts';

/** One page of what Prowlarr itself pages; the first page is 1. */
export interface UpstreamPage {
  readonly page: number;
  readonly pageSize: number;
}

/** Prowlarr, API v1. */
export class ProwlarrClient extends ArrClient {
  /** By name. */
  async indexers(): Promise<Indexer[]> {
    return this.call(prowlarrCalls.indexers, z.array(Indexer));
  }

  /** Those that failed lately and are left alone for a while. */
  async indexerStatuses(): Promise<IndexerStatus[]> {
    return this.call(prowlarrCalls.indexerStatuses, z.array(IndexerStatus));
  }

  /** @param since absent: as far back as the history goes */
  async indexerStats(since?: Date): Promise<IndexerStatistics[]> {
    const query = { startDate: since?.toISOString() };
    return (await this.call(prowlarrCalls.indexerStats, Statistics, { query })).indexers;
  }

  /** Lets Prowlarr test one indexer, also one that is switched off. */
  async testIndexer(id: number): Promise<ProviderTest> {
    const record = await this.call(prowlarrCalls.oneIndexer, IndexerRecord, { params: { id } });
    const answer = await this.send(prowlarrCalls.testIndexer, { body: record });
    const failures = answer.status === 400 ? this.parse(answer, TestFailures) : [];
    const validationFailures = failures.filter(({ isWarning }) => isWarning !== true);
    return { id, isValid: validationFailures.length === 0, validationFailures };
  }

  /** The apps that it hands its indexers to; their fields hold secrets. */
  async applications(): Promise<Provider[]> {
    return this.call(prowlarrCalls.applications, z.array(Provider));
  }

  /** Lets Prowlarr test the way to all of them. */
  async testApplications(): Promise<ProviderTest[]> {
    return this.call(prowlarrCalls.testApplications, z.array(ProviderTest));
  }

  /** Asks the indexers now: all, or those of the ids. */
  async search(query: string, { indexerIds, categories }: SearchScope = {}): Promise<FoundRelease[]> {
    return this.call(prowlarrCalls.search, z.array(FoundRelease), { query: { query, indexerIds, categories } });
  }

  /** What the indexers were asked and what was grabbed, the latest first. */
  async history({ page, pageSize }: UpstreamPage, filter: HistoryFilter = {}): Promise<HistoryPage> {
    const { indexerId, event, successful } = filter;
    return this.call(prowlarrCalls.history, HistoryPage, {
      query: {
        page,
        pageSize,
        sortKey: 'date',
        sortDirection: 'descending',
        successful,
        ...(indexerId === undefined ? {} : { indexerIds: [indexerId] }),
        ...(event === undefined ? {} : { eventType: [historyEvents[event]] }),
      },
    });
  }
}

export interface SearchScope {
  readonly indexerIds?: readonly number[] | undefined;
  /** Newznab's numbers, such as 2000 for movies */
  readonly categories?: readonly number[] | undefined;
}

export interface HistoryFilter {
  readonly indexerId?: number | undefined;
  readonly event?: HistoryEvent | undefined;
  readonly successful?: boolean | undefined;
}

/** Numbers of Prowlarr's own enumeration; its query takes no names. */
const historyEvents = { grab: 1, search: 2, rss: 3, auth: 4, info: 5 } as const;
export type HistoryEvent = keyof typeof historyEvents;

export function openProwlarr(options: OpenOptions): (signal: AbortSignal) => ProwlarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v1' } as const;
  return (signal) => new ProwlarrClient(connection, signal, facts);
}
