import type { MediaRecord } from '../../domain/media/media-record.ts';
import type { TraktClient, TraktKind } from '../../services/trakt/trakt-client.ts';
import type { TraktPage, TraktPageRequest } from '../../services/trakt/trakt-api.ts';
import type { Media } from '../../services/trakt/trakt-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { type Part, joinParts, readPart, toPart } from './read-part.ts';

type Context = Pick<ToolContext, 'services' | 'signal'>;
type Fact = Pick<MediaRecord, 'type' | 'id' | 'ids'> & Partial<MediaRecord>;

const mostFound = 10;
// The most that Trakt gives at once, and as much of a long life of watching as a caller can wait for.
const pageSize = 250;
const mostPages = 8;

/** What Trakt finds, and what of it the accounts have watched or want to: each may fail alone. */
export async function readTrakt(context: Context, words: string): Promise<Part<MediaRecord>> {
  const read = async (facts: (client: TraktClient) => Promise<readonly Fact[]>): Promise<Part<MediaRecord>> =>
    readPart(context, 'trakt', async () => toPart(await askInstances(context, { service: 'trakt' }, facts), fromTrakt));
  const parts = joinParts(await Promise.all([read(async (client) => find(client, words)), read(own)]));
  return { ...parts, rows: joinFacts(parts.rows) };
}

async function find(client: TraktClient, words: string): Promise<Fact[]> {
  const [shows, movies] = await Promise.all([
    client.search('show', words, mostFound),
    client.search('movie', words, mostFound),
  ]);
  const found = [
    ...shows.flatMap(({ show }) => toFact('series', show)),
    ...movies.flatMap(({ movie }) => toFact('movie', movie)),
  ];
  return found.map((fact) => ({ ...fact, isFound: true }));
}

async function own(client: TraktClient): Promise<Fact[]> {
  const [shows, movies, listed] = await Promise.all([
    watched(client, 'show'),
    watched(client, 'movie'),
    allPages(async (request) => client.watchlist(undefined, request)),
  ]);
  const wanted = listed.flatMap(({ show, movie }) => [...toFact('series', show), ...toFact('movie', movie)]);
  return [...shows, ...movies, ...wanted.map((fact) => ({ ...fact, onWatchlist: true }))];
}

async function watched(client: TraktClient, kind: TraktKind): Promise<Fact[]> {
  const records = await allPages(async (request) => client.plays(kind, request));
  return records.flatMap(({ show, movie, plays, last_watched_at: lastWatchedAt }) =>
    [...toFact('series', show), ...toFact('movie', movie)].map((fact) => ({ ...fact, watched: plays, lastWatchedAt })),
  );
}

async function allPages<Item>(read: (request: TraktPageRequest) => Promise<TraktPage<Item>>): Promise<Item[]> {
  const first = await read({ page: 1, pageSize });
  const pages = Math.min(mostPages, Math.ceil(first.totalRecords / pageSize));
  const others = Array.from({ length: Math.max(0, pages - 1) }, async (_, index) =>
    read({ page: index + 2, pageSize }),
  );
  return [first, ...(await Promise.all(others))].flatMap(({ records }) => records);
}

function toFact(type: MediaRecord['type'], media: Media | undefined): Fact[] {
  if (media === undefined) return [];
  const { ids, title, year } = media;
  return [
    { type, id: ids.trakt, title: shortLine(title), year, ids: { imdb: ids.imdb, tmdb: ids.tmdb, tvdb: ids.tvdb } },
  ];
}

function fromTrakt(fact: Fact, instance: string): MediaRecord {
  return { service: 'trakt', instance, ...fact };
}

// The same title may be found, watched and wanted.
function joinFacts(facts: readonly MediaRecord[]): MediaRecord[] {
  const same = Map.groupBy(facts, ({ instance, type, id }) => `${instance} ${type} ${id}`);
  return [...same.values()].map((each) => Object.assign({}, ...each) as MediaRecord);
}
