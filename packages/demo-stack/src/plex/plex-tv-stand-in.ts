import { Hono, type MiddlewareHandler } from 'hono';

import type { StandIn } from '../stand-in.ts';
import { answerXml } from './answer.ts';
import type { Resource } from './metadata.ts';
import type { PlexState } from './plex-state.ts';

export interface PlexTvOptions {
  /** of the server whose people it knows */
  readonly state: PlexState;
  /** the owner's */
  readonly token: string;
}

// plex.tv knows the owner by another number than their own server does.
const ownersId = 4_000_100;

/** plex.tv, as far as it knows with whom a server is shared. It answers XML whatever is asked for, but for `/api/v2`. */
export function createPlexTvStandIn({ state, token }: PlexTvOptions): StandIn {
  const app = new Hono();
  app.use('*', requireToken(token));
  app.get('/api/v2/user', (context) =>
    context.json({ id: ownersId, username: 'marit', title: 'marit', email: 'marit@example.test', authToken: token }),
  );
  app.get('/api/users', (context) => answerXml(context, 'MediaContainer', { User: friends(state) }));
  app.get('/api/home/users', (context) => answerXml(context, 'MediaContainer', { User: household(state) }));
  app.get('/api/servers/:machine/shared_servers', (context) => {
    const isOurs = context.req.param('machine') === state.machineIdentifier;
    const SharedServer = isOurs ? shares(state, token) : [];
    return answerXml(context, 'MediaContainer', { machineIdentifier: state.machineIdentifier, SharedServer });
  });
  return { fetch: async (request) => app.fetch(request) };
}

/** Everybody but the owner. */
function friends({ accounts }: PlexState): Resource[] {
  return accounts
    .filter(({ id }) => id !== 1)
    .map(({ id, name, email, isHome, isRestricted, isProtected }) => ({
      id,
      title: name,
      username: isRestricted ? '' : name,
      email,
      home: isHome,
      restricted: isRestricted,
      protected: isProtected,
    }));
}

function household({ accounts }: PlexState): Resource[] {
  return accounts
    .filter(({ isHome }) => isHome)
    .map(({ id, name, email, isRestricted, isProtected }) => ({
      id: id === 1 ? ownersId : id,
      uuid: `demo${id}`,
      admin: id === 1,
      guest: false,
      restricted: isRestricted,
      protected: isProtected,
      title: name,
      username: isRestricted ? '' : name,
      email,
    }));
}

function shares(state: PlexState, token: string): Resource[] {
  const { accounts, sections } = state;
  return accounts
    .filter(({ id }) => id !== 1)
    .map(({ id, name, libraries }) => ({
      userID: id,
      username: name,
      accessToken: state.tokenOf(id, token),
      allLibraries: libraries === undefined,
      Section: sections.map(({ key, title }) => ({
        id: key,
        title,
        shared: libraries === undefined || libraries.includes(title),
      })),
    }));
}

function requireToken(token: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header('x-plex-token') === token) return next();
    return context.body('<errors><error>Invalid authentication token.</error></errors>', 401);
  };
}
