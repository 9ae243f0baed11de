import { z } from 'zod';

import { unlessNotFound } from '../../errors.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import type { DeviceSignIn } from './device-sign-in.ts';
import { TraktApi, type TraktPage, type TraktPageRequest } from './trakt-api.ts';
import { traktCalls as calls } from './trakt-calls.ts';
import * as schemas from './trakt-schemas.ts';
import { TraktSession } from './trakt-session.ts';

export type TraktKind = 'show' | 'movie';

/** What is put on a list or taken off it, by Trakt's ids. */
export interface TraktItems {
  readonly shows?: readonly number[];
  readonly movies?: readonly number[];
  readonly episodes?: readonly number[];
}

const Founds = z.array(schemas.Found);
const mostLeading = 3;

/** Trakt, version 2 of its API. Shows, movies and episodes are named by Trakt's ids. */
export class TraktClient extends TraktApi {
  readonly #session: TraktSession;

  constructor(connection: ServiceConnection, session: TraktSession, signal: AbortSignal) {
    super(connection, session, signal);
    this.#session = session;
  }

  get signIn(): DeviceSignIn {
    return this.#session.signIn;
  }

  /** Whether there are tokens; whether they work is only known when they were used. */
  get isSignedIn(): boolean {
    return this.#session.rotation.current() !== undefined;
  }

  /** Of its API. Proves the client id and, where somebody is signed in, that this still holds. */
  async version(): Promise<string> {
    await (this.isSignedIn ? this.username() : this.genres());
    return '2';
  }

  /** Whose account it is. */
  async username(): Promise<string> {
    return (await this.callSigned(calls.settings, schemas.Settings)).user.username;
  }

  /** Needs the client id alone. */
  async genres(): Promise<readonly string[]> {
    return (await this.call(calls.genres, schemas.Genres, { params: { type: 'shows' } })).map(({ slug }) => slug);
  }

  /** What was watched last comes first. */
  async watched(kind: TraktKind, request: TraktPageRequest): Promise<TraktPage<schemas.Watched>> {
    const extended = kind === 'show' ? 'progress' : undefined;
    const input = { params: { type: `${kind}s` }, query: { ...toQuery(request), extended } };
    return this.toPage(await this.sendSigned(calls.watched, input), schemas.Watched, request);
  }

  /** As watched, without which episodes they were; pages may be of 250, other than there. */
  async plays(kind: TraktKind, request: TraktPageRequest): Promise<TraktPage<schemas.Watched>> {
    const input = { params: { type: `${kind}s` }, query: toQuery(request) };
    return this.toPage(await this.sendSigned(calls.watched, input), schemas.Watched, request);
  }

  /** What was added last comes first. */
  async watchlist(kind: TraktKind | undefined, request: TraktPageRequest): Promise<TraktPage<schemas.Listed>> {
    const type = kind === undefined ? 'all' : `${kind}s`;
    const params = { type, sort_by: 'added', sort_how: 'desc' };
    const input = { params, query: { ...toQuery(request), extended: 'full' } };
    return this.toPage(await this.sendSigned(calls.watchlist, input), schemas.Listed, request);
  }

  /**
   * The best first. Words find what is like them, and may miss what is called just so; whole titles are looked for
   * apart, as Trakt advises.
   * @param limit of each of the two
   */
  async search(kind: TraktKind, query: string, limit: number): Promise<schemas.Found[]> {
    const params = { type: kind };
    const [alike, whole = []] = await Promise.all([
      this.call(calls.search, Founds, { params, query: { query, fields: 'title,aliases', limit, extended: 'full' } }),
      unlessNotFound(this.call(calls.searchExact, Founds, { params, query: { query, limit, extended: 'full' } })),
    ]);
    // Of many that share a title most are known to few, and stand behind what is like it.
    const found = [...whole.slice(0, mostLeading), ...alike, ...whole.slice(mostLeading)];
    return [...new Map(found.map((each) => [each[kind]?.ids.trakt ?? each, each])).values()];
  }

  async trending(kind: TraktKind, limit: number): Promise<schemas.Trending[]> {
    const call = kind === 'show' ? calls.trendingShows : calls.trendingMovies;
    return this.call(call, z.array(schemas.Trending), { query: { limit, extended: 'full' } });
  }

  /** @param id Trakt's, or one of IMDb such as `tt0903747` */
  async media(kind: TraktKind, id: string | number): Promise<schemas.Media> {
    const call = kind === 'show' ? calls.show : calls.movie;
    return this.call(call, schemas.Media, { params: { id }, query: { extended: 'full' } });
  }

  /** Every episode of a show, without the times at which they air. */
  async episodes(showId: number): Promise<schemas.Episode[]> {
    const input = { params: { id: showId }, query: { extended: 'episodes' } };
    const seasons = await this.call(calls.seasons, z.array(schemas.Season), input);
    return seasons.flatMap(({ episodes = [] }) => episodes);
  }

  async seasonEpisodes(showId: number, season: number): Promise<schemas.Episode[]> {
    const input = { params: { id: showId, season }, query: { extended: 'full' } };
    return this.call(calls.season, z.array(schemas.Episode), input);
  }

  /** Specials are left out. */
  async progress(showId: number): Promise<schemas.Progress> {
    const query = { specials: false, count_specials: false };
    return this.callSigned(calls.progress, schemas.Progress, { params: { id: showId }, query });
  }

  /** Of the shows that the user watches. @param start `2026-11-21` */
  async airing(start: string, days: number): Promise<schemas.Airing[]> {
    const params = { target: 'my', start_date: start, days };
    return this.callSigned(calls.showCalendar, z.array(schemas.Airing), { params });
  }

  /** As airing. */
  async releases(start: string, days: number): Promise<schemas.Release[]> {
    const params = { target: 'my', start_date: start, days };
    return this.callSigned(calls.movieCalendar, z.array(schemas.Release), { params });
  }

  async addToWatchlist(items: TraktItems): Promise<schemas.Changed> {
    return this.callSigned(calls.addToWatchlist, schemas.Changed, { body: toBody(items) });
  }

  async removeFromWatchlist(items: TraktItems): Promise<schemas.Changed> {
    return this.callSigned(calls.removeFromWatchlist, schemas.Changed, { body: toBody(items) });
  }

  /** Each call is one more play. @param watchedAt absent: now */
  async addToHistory(items: TraktItems, watchedAt: string | undefined): Promise<schemas.Changed> {
    return this.callSigned(calls.addToHistory, schemas.Changed, { body: toBody(items, watchedAt) });
  }
}

function toQuery({ page, pageSize }: TraktPageRequest): { readonly page: number; readonly limit: number } {
  return { page, limit: pageSize };
}

function toBody(items: TraktItems, watchedAt?: string): Record<string, object[]> {
  const when = watchedAt === undefined ? {} : { watched_at: watchedAt };
  const lists = Object.entries<readonly number[]>({ ...items });
  return Object.fromEntries(lists.map(([name, ids]) => [name, ids.map((trakt) => ({ ids: { trakt }, ...when }))]));
}

export function openTrakt(options: OpenOptions): (signal: AbortSignal) => TraktClient {
  const connection = new ServiceConnection(options);
  const session = new TraktSession({ ...options, connection });
  return (signal) => new TraktClient(connection, session, signal);
}
