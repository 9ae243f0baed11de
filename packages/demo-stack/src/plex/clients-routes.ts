import { Hono } from 'hono';

import type { PlexState } from './plex-state.ts';

export function clientsRoutes(_state: PlexState): Hono {
  return new Hono();
}
