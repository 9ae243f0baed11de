import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { type MediaQuery, typeNumbers } from '../../services/plex/plex-browse-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { shortLine } from '../arr/short-line.ts';
import type { KnownLibrary } from '../plex_library/find-library.ts';

const mostChoices = 30;
const types = ['movie', 'show', 'season', 'episode', 'artist', 'album', 'track'] as const;
const resolutions = ['4k', '1080', '720', '480', 'sd'] as const;

const name = z.string().min(1).max(100).optional();

/** What a library's items are narrowed to; Plex itself does it. */
const MediaFilter = z.strictObject({
  type: z.enum(types).optional(),
  title: name,
  genre: name,
  year: z.int().optional(),
  content_rating: name,
  director: name,
  actor: name,
  writer: name,
  resolution: z.enum(resolutions).optional(),
  network: name,
  studio: name,
});
export type MediaFilter = z.output<typeof MediaFilter>;

/** Filters as `genre=Drama`: an object of so many fields would cost every list of tools more than all else in it. */
export const filterInput = z.array(z.string().min(3).max(120)).max(11);

/** @throws AppError naming the filters that there are */
export function parseFilters(filters: readonly string[]): MediaFilter {
  const entries = filters.map((filter): [string, string | number] => {
    const [, field = filter, value = ''] = /^(\w+)\s*=\s*(.+)$/.exec(filter.trim()) ?? [];
    return [field, field === 'year' ? Number(value) : value];
  });
  const parsed = MediaFilter.safeParse(Object.fromEntries(entries));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const names = Object.keys(MediaFilter.shape).join(', ');
  throw new AppError('invalid_argument', `filters: ${issue?.message ?? 'not understood'}`, {
    hint: `Write name=value; the names: ${names}. type is one of ${types.join(', ')}; resolution ${resolutions.join(', ')}.`,
  });
}

export const itemSorts = ['title', 'added', 'year', 'released', 'rating', 'duration', 'plays', 'watched'] as const;

const sortFields: Readonly<Record<(typeof itemSorts)[number], string>> = {
  title: 'titleSort',
  added: 'addedAt',
  year: 'year',
  released: 'originallyAvailableAt',
  rating: 'rating',
  duration: 'duration',
  plays: 'viewCount',
  watched: 'lastViewedAt',
};

export interface Selection {
  readonly filter: MediaFilter;
  readonly watched?: boolean | undefined;
  readonly sort: (typeof itemSorts)[number];
  readonly order: 'asc' | 'desc';
}

/** A selection as Plex is asked for it: names of people and genres by the numbers that they have there. */
export async function toMediaQuery(
  client: PlexClient,
  library: KnownLibrary,
  { filter, watched, sort, order }: Selection,
): Promise<MediaQuery> {
  const type = filter.type ?? usualType(library);
  const number = typeNumbers[type];
  const { genre, director, actor, writer, network, studio, content_rating: contentRating, resolution } = filter;
  const named = Object.entries({ genre, director, actor, writer, network, studio, contentRating });
  const chosen = await Promise.all(
    named.flatMap(([field, given]) =>
      given === undefined ? [] : [choose(client, library.id, { field, given, number })],
    ),
  );
  return {
    type: number,
    title: filter.title,
    year: filter.year,
    ...(resolution === undefined ? {} : { [type === 'show' ? 'episode.resolution' : 'resolution']: resolution }),
    ...(watched === undefined ? {} : watchedQuery(type, watched)),
    ...Object.fromEntries(chosen),
    sort: `${sortFields[sort]}:${order}`,
  };
}

function usualType({ type, title = 'it' }: KnownLibrary): 'movie' | 'show' | 'artist' | 'photo' {
  const known = (['movie', 'show', 'artist', 'photo'] as const).find((each) => each === type);
  if (known !== undefined) return known;
  throw new AppError('invalid_argument', `${title} is a library of ${type ?? 'an unknown type'}`, {
    hint: 'Its items cannot be listed; plex_get_libraries shows the types.',
  });
}

// Of a show it counts whether there are episodes left.
function watchedQuery(type: keyof typeof typeNumbers, watched: boolean): MediaQuery {
  const field = type === 'show' || type === 'season' ? 'unwatchedLeaves' : 'unwatched';
  return watched ? { [`${field}!`]: '1' } : { [field]: '1' };
}

interface Choice {
  readonly field: string;
  readonly given: string;
  readonly number: number;
}

async function choose(
  client: PlexClient,
  sectionId: number,
  { field, given, number }: Choice,
): Promise<readonly [string, string]> {
  const choices = await client.browse.filterChoices(sectionId, field, number);
  const wanted = given.trim().toLowerCase();
  const named = choices.filter(({ title = '' }) => title.toLowerCase() === wanted);
  const fitting = named.length > 0 ? named : choices.filter(({ title = '' }) => title.toLowerCase().includes(wanted));
  const [only, another] = fitting;
  // Their keys are numbers, or the values in the form of an address.
  if (only?.key !== undefined && another === undefined) return [field, decodeURIComponent(only.key)];
  const shown = (fitting.length > 0 ? fitting : choices).slice(0, mostChoices);
  throw new AppError('invalid_argument', `${fitting.length === 0 ? 'none' : 'several'} of the library fit ${field}`, {
    hint: 'Choose one of them by its whole name.',
    details: { choices: shown.flatMap(({ title }) => shortLine(title, 80) ?? []) },
  });
}
