import { Hono } from 'hono';

import type { Library } from './library.ts';

/** The files of episodes. */
export function fileRoutes(library: Library): Hono {
  const routes = new Hono();
  routes.get('/episodefile', ({ req, json }) => {
    const ids = new Set((req.queries('episodeFileIds') ?? []).map(Number));
    const seriesId = Number(req.query('seriesId'));
    return json(library.files.filter((file) => file.seriesId === seriesId || ids.has(file.id)));
  });
  routes.delete('/episodefile/bulk', async ({ req, json }) => {
    const { episodeFileIds } = await req.json<{ episodeFileIds: number[] }>();
    library.deleteFiles(new Set(episodeFileIds));
    return json({});
  });
  return routes;
}
