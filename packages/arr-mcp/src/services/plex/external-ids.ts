import { z } from 'zod';

import { many, text } from './plex-fields.ts';

/** What other databases know an item by. */
export interface ExternalIds {
  readonly imdb?: string;
  readonly tmdb?: number;
  readonly tvdb?: number;
}

/** The `Guid` list of an item: `imdb://tt0137523`, `tmdb://550`, `tvdb://81189`. */
export const Guids = many(z.object({ id: text })).transform((list) =>
  toExternalIds(list.flatMap(({ id }) => id ?? [])),
);

/** @param guids of an item, also as the agents before 2020 wrote them: `com.plexapp.agents.imdb://tt0137523?lang=en` */
export function toExternalIds(guids: readonly string[]): ExternalIds {
  return Object.assign({}, ...guids.map(toExternalId)) as ExternalIds;
}

const numbered: Readonly<Record<string, 'tmdb' | 'tvdb'>> = {
  tmdb: 'tmdb',
  themoviedb: 'tmdb',
  tvdb: 'tvdb',
  thetvdb: 'tvdb',
};

function toExternalId(guid: string): ExternalIds {
  const [, source = '', value = ''] = /^(?:com\.plexapp\.agents\.)?([a-z]+):\/\/([\w-]+)/.exec(guid) ?? [];
  if (source === 'imdb' && /^tt\d+$/.test(value)) return { imdb: value };
  const name = numbered[source];
  return name === undefined || !/^\d{1,12}$/.test(value) ? {} : { [name]: Number(value) };
}
