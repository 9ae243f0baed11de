import { Hono } from 'hono';

import type { Library } from './library.ts';

/** The files of episodes. */
export function fileRoutes(library: Library): Hono {
  const routes = new Hono();
  routes.get('/episodefile', ({ req, json }) => {
    const seriesId = req.query('seriesId');
    if (seriesId !== undefined) return json(library.files.filter((file) => file.seriesId === Number(seriesId)));
    const ids = (req.queries('episodeFileIds') ?? []).map(Number);
    const found = library.files.filter(({ id }) => ids.includes(id));
    return found.length === ids.length ? json(found) : json(lacking(ids.length, found.length), 500);
  });
  routes.delete('/episodefile/bulk', async ({ req, json }) => {
    const { episodeFileIds: ids } = await req.json<{ episodeFileIds: number[] }>();
    const found = library.files.filter(({ id }) => ids.includes(id));
    if (found.length !== ids.length) return json(lacking(ids.length, found.length), 500);
    library.deleteFiles(new Set(ids));
    return json({});
  });
  return routes;
}

function lacking(asked: number, found: number): object {
  return { message: `Expected query to return ${asked} rows but returned ${found}` };
}
