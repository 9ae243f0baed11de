import { type Context, Hono } from 'hono';

import type { ArrState } from '../arr/arr-state.ts';
import { missing } from '../arr/missing.ts';
import type { DemoSeries } from '../world/library.ts';
import type { Library } from './library.ts';
import { monitorAdded } from './monitor-added.ts';
import { folderOf, toLookupRecord } from './new-series.ts';
import { seriesResource } from './resources.ts';
import type { SeriesEntry } from './sonarr-records.ts';

/** The library's series, and looking for new ones. */
export function seriesRoutes(library: Library, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/series', (context) => {
    const tvdbId = Number(context.req.query('tvdbId') ?? 0);
    const found = library.series.filter((series) => tvdbId === 0 || series.tvdbId === tvdbId);
    return context.json(found.map((series) => seriesResource(library, series)));
  });
  routes.get('/series/lookup', (context) => context.json(lookup(library, context.req.query('term') ?? '')));
  routes.get('/series/:id{[0-9]+}', (context) =>
    withSeries(context, library, (series) => context.json(seriesResource(library, series))),
  );
  routes.post('/series', async (context) => addSeries(context, library, state));
  routes.put('/series/:id{[0-9]+}', async (context) => {
    const body = await context.req.json<SeriesEntry>();
    return withSeries(context, library, (series) => context.json(replaceSeries(library, series, body), 202));
  });
  routes.delete('/series/:id{[0-9]+}', (context) =>
    withSeries(context, library, ({ id }) => {
      const queued = new Set(library.episodesOf(id).map((episode) => episode.id));
      state.queue = state.queue.filter(({ download }) => !queued.has(library.findEpisode(download.subject)?.id ?? 0));
      library.remove(id);
      return context.json({});
    }),
  );
  return routes;
}

function withSeries(context: Context, library: Library, answer: (series: SeriesEntry) => Response): Response {
  const id = Number(context.req.param('id'));
  const found = library.series.find((series) => series.id === id);
  return found === undefined ? missing(context, 'Series', id) : answer(found);
}

function lookup(library: Library, term: string): object[] {
  const [, id] = /^tvdb:\s*(\d+)$/.exec(term.trim()) ?? [];
  const words = term.trim().toLowerCase();
  const matches = ({ tvdbId, title }: DemoSeries): boolean =>
    id === undefined ? words !== '' && title.toLowerCase().includes(words) : tvdbId === Number(id);
  return library.world.series.filter(matches).map((known) => {
    const own = library.series.find(({ tvdbId }) => tvdbId === known.tvdbId);
    return own === undefined ? toLookupRecord(known, library.world.now()) : seriesResource(library, own);
  });
}

async function addSeries(context: Context, library: Library, state: ArrState): Promise<Response> {
  const body = await context.req.json<Partial<SeriesEntry>>();
  const known = library.world.series.find(({ tvdbId }) => tvdbId === body.tvdbId);
  const problem = addProblem(library, state, body);
  if (problem !== undefined || known === undefined) {
    return context.json([problem ?? refusal('TvdbId', `A series with this ID was not found`)], 400);
  }
  const { addOptions, rootFolderPath, ...given } = body;
  const path = given.path ?? `${String(rootFolderPath)}/${folderOf(known)}`;
  const added = library.add(known, { ...given, rootFolderPath, path, folder: undefined, remotePoster: undefined });
  monitorAdded(library, added, addOptions);
  const now = library.series.find(({ id }) => id === added.id) ?? added;
  return context.json(seriesResource(library, now), 201);
}

function addProblem(library: Library, state: ArrState, body: Partial<SeriesEntry>): object | undefined {
  if (library.series.some(({ tvdbId }) => tvdbId === body.tvdbId)) {
    return refusal('TvdbId', 'This series has already been added');
  }
  if (!state.profiles.some(({ id }) => id === body.qualityProfileId)) {
    return refusal('QualityProfileId', 'Quality Profile does not exist');
  }
  const folder = body['rootFolderPath'];
  return state.rootFolders.some(({ path }) => path === folder) ? undefined : refusal('RootFolderPath', 'Invalid Path');
}

function refusal(propertyName: string, errorMessage: string): object {
  return { propertyName, errorMessage, severity: 'error' };
}

/** A season whose mark changes takes its episodes with it. */
function replaceSeries(library: Library, before: SeriesEntry, body: SeriesEntry): object {
  const { statistics: _counts, nextAiring: _next, previousAiring: _previous, ...given } = body;
  const entry = {
    ...given,
    id: before.id,
    seasons: body.seasons.map(({ seasonNumber, monitored }) => ({ seasonNumber, monitored })),
  };
  library.series = library.series.map((series) => (series.id === before.id ? entry : series));
  for (const { seasonNumber, monitored } of entry.seasons) {
    const was = before.seasons.find((season) => season.seasonNumber === seasonNumber);
    if (was?.monitored === monitored) continue;
    for (const episode of library.episodesOf(before.id)) {
      if (episode.seasonNumber === seasonNumber) episode.monitored = monitored;
    }
  }
  return seriesResource(library, entry);
}
