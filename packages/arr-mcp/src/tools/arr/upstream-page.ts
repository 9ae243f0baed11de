import { AppError } from '../../errors.ts';
import type { ClientName, Clients } from '../../services/clients.ts';
import { type Page, pageOfPart, pageStart } from '../paging.ts';
import { type InstanceAnswers, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

/** One page as the *arr give it; their first page is 1. */
export interface UpstreamPage<Item> {
  readonly records: readonly Item[];
  readonly totalRecords: number;
}

export interface PageRequest {
  readonly page: number;
  readonly pageSize: number;
}

/** What a tool's caller asks for. */
export interface WantedPage<Name extends ClientName> {
  readonly service: Name;
  readonly instance?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PageSource<Name extends ClientName, Item, Row extends object> {
  readonly read: (client: Clients[Name], request: PageRequest) => Promise<UpstreamPage<Item>>;
  readonly toRow: (item: Item) => Row;
  /** what the service itself sorts by, so that several instances can be merged; an item without it stands last */
  readonly sortedBy: (item: Item) => string | number | undefined;
  readonly descending?: boolean;
}

/** The same of a service that gives any stretch of its list. */
export type StretchSource<Name extends ClientName, Item, Row extends object> = Omit<
  PageSource<Name, Item, Row>,
  'read'
> & {
  readonly readStretch: (client: Clients[Name], stretch: Stretch) => Promise<UpstreamPage<Item>>;
};

export interface Stretch {
  readonly start: number;
  readonly limit: number;
}

export interface MergedPage<Row> extends Page<Row & { instance?: string }> {
  readonly unavailable?: InstanceAnswers<unknown>['unavailable'];
}

// Several instances are merged from their beginnings, so that what is far down costs much.
const deepestMerge = 1000;

/** A page of what a service pages itself, of the named instance or of all, in one order. */
export async function askUpstreamPage<Name extends ClientName, Item, Row extends object>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  wanted: WantedPage<Name>,
  { read, ...source }: PageSource<Name, Item, Row>,
): Promise<MergedPage<Row>> {
  return askUpstreamStretch(context, wanted, {
    ...source,
    readStretch: async (client, stretch) => readWindow(async (request) => read(client, request), stretch),
  });
}

/** The same of a service that is asked for where to start, and so for one stretch wherever that is. */
export async function askUpstreamStretch<Name extends ClientName, Item, Row extends object>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { service, instance, limit, cursor }: WantedPage<Name>,
  source: StretchSource<Name, Item, Row>,
): Promise<MergedPage<Row>> {
  const start = pageStart(cursor);
  const several = instance === undefined && context.services.instances(service).length > 1;
  if (several && start + limit > deepestMerge) throw tooDeep();
  const asked = await askInstances(context, { service, instance }, async (client) =>
    source.readStretch(client, several ? { start: 0, limit: start + limit } : { start, limit }),
  );
  const items = asked.answers.flatMap(({ instance: of, value }) => value.records.map((item) => ({ of, item })));
  const ordered = several ? sorted(items, source).slice(start, start + limit) : items;
  const rows = ordered.map(({ of, item }): Row & { instance?: string } =>
    several ? { instance: of, ...source.toRow(item) } : source.toRow(item),
  );
  const total = asked.answers.reduce((sum, { value }) => sum + value.totalRecords, 0);
  return {
    ...pageOfPart(rows, { start, total }),
    ...(asked.unavailable === undefined ? {} : { unavailable: asked.unavailable }),
  };
}

/** Any stretch of a paged resource; where its start lies within a page, two pages are read. */
export async function readWindow<Item>(
  read: (request: PageRequest) => Promise<UpstreamPage<Item>>,
  { start, limit }: Stretch,
): Promise<UpstreamPage<Item>> {
  const page = Math.floor(start / limit) + 1;
  const skipped = start % limit;
  const first = await read({ page, pageSize: limit });
  const isWhole = skipped === 0 || page * limit >= first.totalRecords;
  const next = isWhole ? [] : (await read({ page: page + 1, pageSize: limit })).records;
  const records = [...first.records, ...next].slice(skipped, skipped + limit);
  return { records, totalRecords: first.totalRecords };
}

function sorted<Entry extends { readonly item: Item }, Item>(
  entries: readonly Entry[],
  { sortedBy, descending }: { sortedBy: (item: Item) => string | number | undefined; descending?: boolean },
): Entry[] {
  const sign = descending === true ? -1 : 1;
  return entries.toSorted((one, other) => {
    const [a, b] = [sortedBy(one.item), sortedBy(other.item)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

function tooDeep(): AppError {
  return new AppError('invalid_argument', `several instances are listed together for ${deepestMerge} items at most`, {
    hint: 'Choose one with instance.',
  });
}
