import { Hono, type MiddlewareHandler } from 'hono';

import type { StandInOptions } from '../stand-in.ts';
import { type ArrState, createArrState } from './arr-state.ts';
import { type CommandEffects, commandRoutes } from './command-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { systemRoutes } from './system-routes.ts';

export type ArrName = 'Sonarr' | 'Radarr' | 'Lidarr' | 'Prowlarr';

export const apiVersions = { Sonarr: 'v3', Radarr: 'v3', Lidarr: 'v1', Prowlarr: 'v1' } as const;

export interface ArrAppOptions extends StandInOptions {
  readonly name: ArrName;
  /** what differs from a household where all is well */
  readonly state?: Partial<ArrState>;
  /** commands beside those that every *arr knows, and what each does */
  readonly commands?: CommandEffects;
}

export interface ArrApp {
  /** below the URL base; all that is added under `/api/` asks for the key */
  readonly app: Hono;
  readonly state: ArrState;
}

/** The part of a stand-in that all *arr share; each adds its own routes to `app`. */
export function createArrApp({ name, state: given, commands = {}, ...options }: ArrAppOptions): ArrApp {
  const state = { ...createArrState(name, options.world), ...given };
  const app = new Hono().basePath(options.urlBase ?? '');
  const api = `/api/${apiVersions[name]}`;
  app.use('/api/*', requireApiKey(options.apiKey));
  app.get('/ping', (context) => context.json({ status: 'OK' }));
  app.route(api, systemRoutes(state));
  app.route(api, commandRoutes(options.world, commands, name !== 'Prowlarr'));
  app.route(api, providerRoutes(state));
  if (name !== 'Prowlarr') app.route(api, libraryRoutes(state));
  app.notFound((context) => context.json({ message: 'NotFound' }, 404));
  return { app, state };
}

function requireApiKey(apiKey: string): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header('x-api-key') ?? context.req.query('apikey');
    if (given === apiKey) return next();
    return context.json({ error: 'Unauthorized' }, 401);
  };
}
