import { z } from 'zod';

import { optional } from '../optional.ts';

const Ids = z.object({
  trakt: z.int(),
  imdb: optional(z.string()),
  tmdb: optional(z.int()),
  tvdb: optional(z.int()),
});

/** A show or a movie; beside its names only what `extended=full` adds. */
export const Media = z.object({
  title: optional(z.string()),
  year: optional(z.int()),
  ids: Ids,
  rating: optional(z.number()),
  genres: optional(z.array(z.string())),
  status: optional(z.string()),
  network: optional(z.string()),
  overview: optional(z.string()),
  aired_episodes: optional(z.int()),
});
export type Media = z.output<typeof Media>;

export const Episode = z.object({
  season: z.int(),
  number: z.int(),
  title: optional(z.string()),
  // Some of old lack ids of their own.
  ids: z.object({ trakt: optional(z.int()) }),
  first_aired: optional(z.string()),
});
export type Episode = z.output<typeof Episode>;

const WatchedSeason = z.object({
  number: z.int(),
  episodes: optional(z.array(z.object({ number: z.int() }))),
});

export const Watched = z.object({
  plays: optional(z.int()),
  last_watched_at: optional(z.string()),
  show: optional(Media),
  movie: optional(Media),
  seasons: optional(z.array(WatchedSeason)),
});
export type Watched = z.output<typeof Watched>;

export const Listed = z.object({
  listed_at: optional(z.string()),
  type: optional(z.string()),
  show: optional(Media),
  movie: optional(Media),
});
export type Listed = z.output<typeof Listed>;

export const Found = z.object({
  score: optional(z.number()),
  show: optional(Media),
  movie: optional(Media),
});
export type Found = z.output<typeof Found>;

export const Trending = z.object({
  watchers: optional(z.int()),
  show: optional(Media),
  movie: optional(Media),
});
export type Trending = z.output<typeof Trending>;

export const Season = z.object({ number: z.int(), episodes: optional(z.array(Episode)) });

const EpisodeProgress = z.object({ number: z.int(), completed: optional(z.boolean()) });

const SeasonProgress = z.object({
  number: z.int(),
  aired: optional(z.int()),
  completed: optional(z.int()),
  episodes: optional(z.array(EpisodeProgress)),
});

export const Progress = z.object({
  aired: z.int(),
  completed: z.int(),
  last_watched_at: optional(z.string()),
  seasons: optional(z.array(SeasonProgress)),
  next_episode: optional(Episode),
  last_episode: optional(Episode),
});
export type Progress = z.output<typeof Progress>;

export const Airing = z.object({ first_aired: optional(z.string()), episode: Episode, show: Media });
export type Airing = z.output<typeof Airing>;

export const Release = z.object({ released: optional(z.string()), movie: Media });
export type Release = z.output<typeof Release>;

const Counts = z.object({ shows: optional(z.int()), movies: optional(z.int()), episodes: optional(z.int()) });

export const Changed = z.object({ added: optional(Counts), existing: optional(Counts), deleted: optional(Counts) });
export type Changed = z.output<typeof Changed>;

export const Settings = z.object({ user: z.object({ username: z.string() }) });

export const Genres = z.array(z.object({ slug: z.string() }));

/** Seconds, other than everywhere in arr-mcp. */
export const GivenTokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

export const DeviceCode = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_url: z.string(),
  expires_in: z.number().positive(),
  interval: z.number().positive(),
});

export const OAuthRefusal = z.object({ error: optional(z.string()), error_description: optional(z.string()) });
