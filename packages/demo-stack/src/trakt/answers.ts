import type { TraktAccount } from './trakt-account.ts';
import { type TraktEpisode, type TraktTitle, toDay } from './trakt-media.ts';

const dayMs = 86_400_000;

/** A title as every answer names it; `extended=full` adds what is known. */
export function toTitle({ title, year, ids, facts }: TraktTitle, isFull: boolean): object {
  return { title, year, ids, ...(isFull ? facts : {}) };
}

export function toEpisode({ id, season, number, title, firstAired }: TraktEpisode, isFull: boolean): object {
  const ids = { trakt: id, tvdb: id + 1_000_000, imdb: null, tmdb: null };
  return { season, number, title, ids, ...(isFull ? { first_aired: firstAired.toISOString(), runtime: 48 } : {}) };
}

/** Shows or movies that were watched, the latest first. */
export function watchedAnswer(account: TraktAccount, kind: 'show' | 'movie', withSeasons: boolean): object[] {
  const groups = Map.groupBy(
    account.plays.filter(({ episodeId }) => (episodeId === undefined) === (kind === 'movie')),
    ({ title }) => title,
  );
  return [...groups]
    .map(([title, plays]) => ({ title, plays, last: Math.max(...plays.map(({ watchedAt }) => +watchedAt)) }))
    .sort((one, other) => other.last - one.last)
    .map(({ title, plays, last }) => ({
      plays: plays.length,
      last_watched_at: new Date(last).toISOString(),
      last_updated_at: new Date(last).toISOString(),
      [kind]: toTitle(title, false),
      ...(kind === 'show' && withSeasons ? { reset_at: null, seasons: watchedSeasons(title, plays) } : {}),
    }));
}

type Plays = TraktAccount['plays'];

function watchedSeasons({ episodes }: TraktTitle, plays: Plays): object[] {
  const times = Map.groupBy(plays, ({ episodeId }) => episodeId);
  const seen = episodes.filter(({ id }) => times.has(id));
  return [...Map.groupBy(seen, ({ season }) => season)].map(([season, own]) => ({
    number: season,
    episodes: own.map(({ id, number }) => ({
      number,
      plays: times.get(id)?.length,
      last_watched_at: lastOf(times.get(id) ?? []),
    })),
  }));
}

export function watchlistAnswer({ watchlist }: TraktAccount, type: string, isFull: boolean): object[] {
  return watchlist
    .filter(({ kind }) => type === 'all' || type === `${kind}s` || type === kind)
    .map(({ kind, title, listedAt }, index) => ({
      rank: index + 1,
      id: title.id,
      listed_at: listedAt.toISOString(),
      notes: null,
      type: kind,
      [kind]: toTitle(title, isFull),
    }));
}

export function progressAnswer(account: TraktAccount, show: TraktTitle, now: Date): object {
  const plays = account.plays.filter(({ title, episodeId }) => title === show && episodeId !== undefined);
  const times = Map.groupBy(plays, ({ episodeId }) => episodeId);
  const aired = show.episodes.filter(({ firstAired }) => firstAired <= now);
  const last = aired.findLast(({ id }) => times.has(id));
  const next = show.episodes.find(({ id }) => !times.has(id));
  return {
    aired: aired.length,
    completed: aired.filter(({ id }) => times.has(id)).length,
    last_watched_at: lastOf(plays),
    reset_at: null,
    seasons: [...Map.groupBy(aired, ({ season }) => season)].map(([season, own]) => ({
      number: season,
      title: `Season ${season}`,
      aired: own.length,
      completed: own.filter(({ id }) => times.has(id)).length,
      episodes: own.map(({ id, number }) => ({
        number,
        completed: times.has(id),
        last_watched_at: lastOf(times.get(id) ?? []),
      })),
    })),
    hidden_seasons: [],
    next_episode: next === undefined ? null : toEpisode(next, false),
    last_episode: last === undefined ? null : toEpisode(last, false),
  };
}

/** What airs of shows that were begun or are wanted; times are from the first day's beginning. */
export function showCalendar(account: TraktAccount, start: Date, days: number): object[] {
  const end = start.getTime() + days * dayMs;
  return followed(account, account.media.shows)
    .flatMap((title) => title.episodes.map((episode) => ({ title, episode })))
    .filter(({ episode: { firstAired } }) => firstAired >= start && firstAired.getTime() < end)
    .sort((one, other) => +one.episode.firstAired - +other.episode.firstAired)
    .map(({ title, episode }) => ({
      first_aired: episode.firstAired.toISOString(),
      episode: toEpisode(episode, false),
      show: toTitle(title, false),
    }));
}

export function movieCalendar(account: TraktAccount, start: Date, days: number): object[] {
  const end = start.getTime() + days * dayMs;
  return account.media.movies.flatMap((title) => {
    const { released } = title;
    if (released === undefined || released < start || released.getTime() >= end) return [];
    return [{ released: toDay(released), movie: toTitle(title, false) }];
  });
}

function followed({ plays, watchlist }: TraktAccount, titles: readonly TraktTitle[]): TraktTitle[] {
  const known = new Set([...plays, ...watchlist].map(({ title }) => title));
  return titles.filter((title) => known.has(title));
}

function lastOf(plays: Plays): string | null {
  if (plays.length === 0) return null;
  return new Date(Math.max(...plays.map(({ watchedAt }) => +watchedAt))).toISOString();
}
