import { Hono } from 'hono';

import type { ArrState } from './arr-state.ts';

/** What those have that keep a library on disks. */
export function libraryRoutes(state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/diskspace', (context) => context.json(state.disks));
  routes.get('/rootfolder', (context) => context.json(state.rootFolders));
  routes.get('/qualityprofile', (context) => context.json(state.profiles));
  return routes;
}
