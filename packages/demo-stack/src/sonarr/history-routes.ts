import { Hono } from 'hono';

import type { Resource } from '../arr/arr-state.ts';
import { toPaged } from '../arr/paged.ts';
import type { Library } from './library.ts';
import { episodeResource, seriesPart } from './resources.ts';
import { type HistoryEntry, historyEvents } from './sonarr-records.ts';

const keys = { date: ({ date }: Resource) => String(date) };

/** What has happened to the episodes. */
export function historyRoutes(library: Library): Hono {
  const routes = new Hono();
  routes.get('/history', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const records = library.history
      .filter((entry) => isAskedFor(entry, query))
      .map((entry) => toResource(library, entry, query));
    return json(toPaged(records, query, { keys, fallback: 'date', descending: true }));
  });
  return routes;
}

function isAskedFor({ seriesId, eventType, episodeId }: HistoryEntry, query: URLSearchParams): boolean {
  const seriesIds = query.getAll('seriesIds').map(Number);
  const events = query.getAll('eventType').map((number) => historyEvents[Number(number)]);
  const episode = Number(query.get('episodeId') ?? 0);
  return (
    (seriesIds.length === 0 || seriesIds.includes(seriesId)) &&
    (events.length === 0 || events.includes(eventType)) &&
    (episode === 0 || episode === episodeId)
  );
}

function toResource(library: Library, entry: HistoryEntry, query: URLSearchParams): Resource {
  const episode = library.episodes.find(({ id }) => id === entry.episodeId);
  const isWithEpisode = query.get('includeEpisode') === 'true' && episode !== undefined;
  return {
    ...entry,
    ...(query.get('includeSeries') === 'true' ? { series: seriesPart(library, entry.seriesId) } : {}),
    ...(isWithEpisode ? { episode: episodeResource(library, episode) } : {}),
  };
}
