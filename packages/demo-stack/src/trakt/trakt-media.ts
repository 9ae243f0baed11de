import type { World } from '../world/world.ts';

export interface TraktEpisode {
  readonly id: number;
  readonly season: number;
  readonly number: number;
  readonly title: string;
  readonly firstAired: Date;
}

export interface TraktTitle {
  readonly id: number;
  readonly title: string;
  readonly year: number;
  readonly ids: Readonly<Record<string, string | number | null>>;
  readonly facts: object;
  /** of a show; none of a movie */
  readonly episodes: readonly TraktEpisode[];
  /** of a movie */
  readonly released?: Date;
}

export interface TraktMedia {
  readonly shows: readonly TraktTitle[];
  readonly movies: readonly TraktTitle[];
}

const dayMs = 86_400_000;
const firstShow = 550_001;
const firstMovie = 540_001;
const firstEpisode = 5_500_000;

/** What Trakt knows of the household's series and movies, also of those that it does not own. */
export function createTraktMedia({ series, movies, now }: World): TraktMedia {
  const today = Math.floor(now().getTime() / dayMs) * dayMs;
  return {
    shows: series.map((each, index) => {
      const episodes = episodesOf(each, { start: today, first: firstEpisode + index * 1000 });
      const { title, year, tvdbId, tmdbId, imdbId, overview, network, runtime, genres } = each;
      const status = { continuing: 'returning series', ended: 'ended', upcoming: 'in production' }[each.status];
      const aired = episodes.filter(({ firstAired }) => firstAired <= now()).length;
      return {
        id: firstShow + index,
        title,
        year,
        ids: { trakt: firstShow + index, slug: slugOf(title, year), tvdb: tvdbId, imdb: imdbId, tmdb: tmdbId },
        facts: {
          overview,
          network,
          runtime,
          status,
          rating: ratingOf(index),
          votes: 10,
          genres: genres.map(slugOf),
          aired_episodes: aired,
        },
        episodes,
      };
    }),
    movies: movies.map((each, index) => {
      const { title, year, tmdbId, imdbId, overview, runtime, genres, releasedInDays } = each;
      const released = new Date(today + releasedInDays * dayMs);
      return {
        id: firstMovie + index,
        title,
        year,
        ids: { trakt: firstMovie + index, slug: slugOf(title, year), imdb: imdbId, tmdb: tmdbId },
        facts: {
          overview,
          runtime,
          released: toDay(released),
          rating: ratingOf(index),
          votes: 10,
          genres: genres.map(slugOf),
        },
        episodes: [],
        released,
      };
    }),
  };
}

/** `2026-11-21` */
export function toDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

// A season each year, an episode each week.
function episodesOf(
  { seasons, lastSeasonStartsInDays }: World['series'][number],
  { start, first }: { start: number; first: number },
): TraktEpisode[] {
  return seasons.flatMap((count, index) =>
    Array.from({ length: count }, (_none, place) => {
      const days = lastSeasonStartsInDays - 365 * (seasons.length - 1 - index) + 7 * place;
      return {
        id: first + index * 100 + place + 1,
        season: index + 1,
        number: place + 1,
        title: `Chapter ${place + 1}`,
        firstAired: new Date(start + days * dayMs + dayMs * 0.8),
      };
    }),
  );
}

function ratingOf(index: number): number {
  return 6 + (index % 7) / 2 + 0.03125;
}

function slugOf(title: string, year?: number): string {
  const words = title.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
  return typeof year === 'number' && year > 1000 ? `${words}-${year}` : words;
}
