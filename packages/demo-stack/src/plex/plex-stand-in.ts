import { Hono, type MiddlewareHandler } from 'hono';

import type { StandIn, StandInOptions } from '../stand-in.ts';
import { browseRoutes, tokenIn } from './browse-routes.ts';
import { clientsRoutes } from './clients-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { listsRoutes } from './lists-routes.ts';
import { PlexState, type PlexStateOptions } from './plex-state.ts';
import { identityRoute, serverRoutes } from './server-routes.ts';
import { statusRoutes } from './status-routes.ts';

export type PlexStandInOptions = StandInOptions & PlexStateOptions;

export interface PlexStandIn extends StandIn {
  /** what it keeps, for tests that look at it, or change it behind its back */
  readonly state: PlexState;
}

/** A Plex Media Server with the household's libraries, of which it keeps what is watched and changed. */
export function createPlexStandIn(options: PlexStandInOptions): PlexStandIn {
  const state = new PlexState(options.world, options);
  const app = new Hono().basePath(options.urlBase ?? '');
  app.route('/', identityRoute(state));
  app.use('*', requireToken(state, options.apiKey));
  app.use('*', forgetAfterWrites(state));
  // The first that knows a path answers, so what ends in a word goes before `/library/sections/:id/:filter`.
  const parts = [
    libraryRoutes,
    listsRoutes,
    clientsRoutes,
    serverRoutes,
    statusRoutes,
    (kept: PlexState) => browseRoutes(kept, options.apiKey),
  ];
  for (const routes of parts) app.route('/', routes(state));
  app.notFound((context) => context.html('<html><head><title>Not Found</title></head></html>', 404));
  return { fetch: async (request) => app.fetch(request), state };
}

function requireToken(state: PlexState, token: string): MiddlewareHandler {
  return async (context, next) => {
    // Others that the server is shared with have a token of their own.
    if (state.accountOf(tokenIn(context), token) !== undefined) return next();
    return context.html(
      '<html><head><title>Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>',
      401,
    );
  };
}

// Plex has some of its writes as GET.
function forgetAfterWrites({ selections }: PlexState): MiddlewareHandler {
  return async ({ req: { method, path } }, next) => {
    await next();
    if (method !== 'GET' || path.includes('/:/') || path.endsWith('/refresh')) selections.forget();
  };
}
