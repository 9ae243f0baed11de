import type { TraktMedia, TraktTitle } from './trakt-media.ts';

export interface Play {
  readonly title: TraktTitle;
  /** undefined: of a movie */
  readonly episodeId: number | undefined;
  readonly watchedAt: Date;
}

export interface WatchlistEntry {
  readonly kind: 'show' | 'movie';
  readonly title: TraktTitle;
  readonly listedAt: Date;
}

const dayMs = 86_400_000;

/** What one user has watched and wants to watch. */
export class TraktAccount {
  readonly media: TraktMedia;
  readonly plays: Play[];
  watchlist: WatchlistEntry[];
  readonly #now: () => Date;

  constructor(media: TraktMedia, now: () => Date) {
    this.media = media;
    this.#now = now;
    this.plays = [...pastPlays(media, now()), ...pastMovies(media, now())];
    this.watchlist = wanted(media, now());
  }

  /** @returns whether it was added: no such title is none, one that is listed is not listed again */
  want(kind: 'show' | 'movie', id: number): 'added' | 'existing' | 'not_found' {
    const title = this.find(kind, id);
    if (title === undefined) return 'not_found';
    if (this.watchlist.some((entry) => entry.title === title)) return 'existing';
    this.watchlist.unshift({ kind, title, listedAt: this.#now() });
    return 'added';
  }

  /** How many were taken off. */
  unwant(kind: 'show' | 'movie', id: number): number {
    const before = this.watchlist.length;
    this.watchlist = this.watchlist.filter((entry) => entry.kind !== kind || entry.title.id !== id);
    return before - this.watchlist.length;
  }

  /** Whether there is such an episode or movie. */
  play(kind: 'episode' | 'movie', id: number, watchedAt: Date = this.#now()): boolean {
    const titles = kind === 'movie' ? this.media.movies : this.media.shows;
    const title = titles.find((each) =>
      kind === 'movie' ? each.id === id : each.episodes.some((episode) => episode.id === id),
    );
    if (title === undefined) return false;
    this.plays.push({ title, episodeId: kind === 'movie' ? undefined : id, watchedAt });
    return true;
  }

  find(kind: 'show' | 'movie', id: number | string): TraktTitle | undefined {
    const titles = kind === 'movie' ? this.media.movies : this.media.shows;
    return titles.find(({ id: own, ids }) => own === Number(id) || ids['slug'] === id || ids['imdb'] === id);
  }
}

// Every second show was begun, the first of them was watched to the end.
function pastPlays({ shows }: TraktMedia, now: Date): Play[] {
  return shows
    .filter((_, index) => index % 2 === 0)
    .flatMap((title, index) => {
      const aired = title.episodes.filter(({ firstAired }) => firstAired < now);
      const seen = aired.slice(0, index === 0 ? aired.length : Math.ceil(aired.length / 2));
      return seen.map(({ id, firstAired }) => {
        const watchedAt = new Date(Math.min(firstAired.getTime() + 2 * dayMs, now.getTime() - (index + 1) * 3_600_000));
        return { title, episodeId: id, watchedAt };
      });
    });
}

function pastMovies({ movies }: TraktMedia, now: Date): Play[] {
  const seen = movies.filter(({ released }, index) => released !== undefined && released < now && index % 3 === 0);
  return seen.map((title, index) => ({
    title,
    episodeId: undefined,
    watchedAt: new Date(now.getTime() - (index + 1) * 30 * dayMs),
  }));
}

function wanted({ shows, movies }: TraktMedia, now: Date): WatchlistEntry[] {
  const listed = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const [show, movie] = [shows.find((_, index) => index % 2 === 1), movies.at(-1)];
  return [
    ...(show === undefined ? [] : [{ kind: 'show' as const, title: show, listedAt: listed(3) }]),
    ...(movie === undefined ? [] : [{ kind: 'movie' as const, title: movie, listedAt: listed(9) }]),
  ];
}
