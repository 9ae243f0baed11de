import { Hono } from 'hono';

import type { Resource } from '../arr/arr-state.ts';
import { missing } from '../arr/missing.ts';
import { toPaged } from '../arr/paged.ts';
import type { Library } from './library.ts';
import { episodeResource, isMissing } from './resources.ts';
import type { EpisodeEntry } from './sonarr-records.ts';

const wantedKeys = { 'episodes.airDateUtc': ({ airDateUtc }: Resource) => String(airDateUtc) };

/** Episodes, their files, the calendar and what is wanted. */
export function episodeRoutes(library: Library): Hono {
  const routes = new Hono();
  routes.get('/episode', ({ req, json }) => {
    const season = req.query('seasonNumber');
    const all = library.episodesOf(Number(req.query('seriesId')));
    const found = all.filter(({ seasonNumber }) => season === undefined || seasonNumber === Number(season));
    return json(found.map((episode) => episodeResource(library, episode)));
  });
  routes.put('/episode/monitor', async ({ req, json }) => {
    const { episodeIds, monitored } = await req.json<{ episodeIds: number[]; monitored: boolean }>();
    const found = library.episodes.filter(({ id }) => episodeIds.includes(id));
    for (const episode of found) episode.monitored = monitored;
    return json(
      found.map((episode) => episodeResource(library, episode)),
      202,
    );
  });
  routes.get('/episode/:id{[0-9]+}', (context) => {
    const id = Number(context.req.param('id'));
    const found = library.episodes.find((episode) => episode.id === id);
    if (found === undefined) return missing(context, 'Episode', id);
    return context.json(episodeResource(library, found, { withSeries: true }));
  });
  routes.get('/calendar', ({ req, json }) => {
    const withSeries = req.query('includeSeries') === 'true';
    const found = aired(library, new URL(req.url).searchParams);
    return json(found.map((episode) => episodeResource(library, episode, { withSeries })));
  });
  routes.get('/wanted/missing', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const withSeries = query.get('includeSeries') === 'true';
    const wanted = library.episodes.filter((episode) => isMissing(library, episode));
    const records = wanted.map((episode) => episodeResource(library, episode, { withSeries }));
    return json(toPaged(records, query, { keys: wantedKeys, fallback: 'episodes.airDateUtc' }));
  });
  return routes;
}

function aired(library: Library, query: URLSearchParams): EpisodeEntry[] {
  const now = Number(library.world.now());
  const start = Date.parse(query.get('start') ?? '') || now;
  const end = Date.parse(query.get('end') ?? '') || now + 2 * 86_400_000;
  const isAll = query.get('unmonitored') === 'true';
  return library.episodes
    .filter(({ airDateUtc }) => Date.parse(airDateUtc) >= start && Date.parse(airDateUtc) <= end)
    .filter(({ monitored }) => isAll || monitored)
    .sort((one, other) => one.airDateUtc.localeCompare(other.airDateUtc));
}
