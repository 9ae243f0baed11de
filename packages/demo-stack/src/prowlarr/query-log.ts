import type { DemoProvider } from '../arr/demo-providers.ts';
import type { World } from '../world/world.ts';

const hourMs = 3_600_000;

/** Prowlarr's enumeration, whose numbers its query takes. */
export const historyEvents = {
  releaseGrabbed: 1,
  indexerQuery: 2,
  indexerRss: 3,
  indexerAuth: 4,
  indexerInfo: 5,
} as const;
export type HistoryEvent = keyof typeof historyEvents;

export interface LoggedQuery {
  readonly id: number;
  readonly indexerId: number;
  readonly date: string;
  readonly successful: boolean;
  readonly eventType: HistoryEvent;
  readonly data: Readonly<Record<string, string>>;
}

/** What the indexers were asked. */
export class QueryLog {
  readonly entries: LoggedQuery[] = [];
  readonly #world: World;

  /** With what the household's *arr asked in the last days. */
  constructor(world: World, indexers: readonly DemoProvider[]) {
    this.#world = world;
    for (const { resource, failure, isEnabled } of indexers) {
      for (const hours of isEnabled ? [200, 100, 50, 20, 4] : []) {
        this.note({ indexerId: resource.id, eventType: 'indexerRss', successful: failure === undefined }, rss, hours);
      }
    }
    this.note({ indexerId: 1, eventType: 'releaseGrabbed', successful: true }, grab, 3);
  }

  /** @param hoursAgo when it was */
  note(
    event: Pick<LoggedQuery, 'indexerId' | 'eventType' | 'successful'>,
    data: LoggedQuery['data'],
    hoursAgo = 0,
  ): void {
    const date = new Date(this.#world.now().getTime() - hoursAgo * hourMs).toISOString();
    this.entries.push({ id: this.entries.length + 1, ...event, date, data });
  }

  statisticsOf(indexer: DemoProvider, since: string | undefined): object {
    const { id, name } = indexer.resource;
    const own = this.entries.filter(
      ({ indexerId, date }) => indexerId === id && (since === undefined || date >= since),
    );
    const count = (type: HistoryEvent, isFailed = false): number =>
      own.filter(({ eventType, successful }) => eventType === type && (!isFailed || !successful)).length;
    const times = own.flatMap(({ data, successful }) => (successful ? Number(data['elapsedTime']) : []));
    return {
      indexerId: id,
      indexerName: name,
      averageResponseTime: times.length === 0 ? 0 : Math.round(times.reduce((sum, time) => sum + time) / times.length),
      averageGrabResponseTime: 0,
      numberOfQueries: count('indexerQuery'),
      numberOfGrabs: count('releaseGrabbed'),
      numberOfRssQueries: count('indexerRss'),
      numberOfAuthQueries: count('indexerAuth'),
      numberOfFailedQueries: count('indexerQuery', true),
      numberOfFailedGrabs: count('releaseGrabbed', true),
      numberOfFailedRssQueries: count('indexerRss', true),
      numberOfFailedAuthQueries: count('indexerAuth', true),
    };
  }
}

const common = { elapsedTime: '240', host: 'sonarr', source: 'Sonarr' };

// The addresses hold keys, as the real ones do.
const rss = {
  ...common,
  limit: '100',
  offset: '0',
  query: '',
  queryType: 'tvsearch',
  categories: '5000',
  queryResults: '75',
  url: 'https://indexer1.demo.test/api?t=tvsearch&apikey=demo-indexer-key',
  cached: '0',
};

const grab = {
  ...common,
  grabMethod: 'Proxy',
  grabTitle: 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO',
  url: 'https://indexer1.demo.test/get?id=1&apikey=demo-indexer-key',
};
