import { type Context, Hono } from 'hono';

import type { PlexDevice } from '../world/plex-household.ts';
import { answer, container } from './answer.ts';
import { notFound } from './browse-routes.ts';
import { DemoPlayers } from './clients-players.ts';
import { itemsOf } from './lists-uri.ts';
import type { PlexState } from './plex-state.ts';

/** Players, what the server passes on to them, and ending what somebody plays. */
export function clientsRoutes(state: PlexState): Hono {
  const app = new Hono();
  const players = new DemoPlayers(state);
  app.get('/clients', (context) =>
    container(
      context,
      'Server',
      players.announced().map(({ device, capabilities }) => toServer(device, capabilities)),
    ),
  );
  app.get('/servers', (context) => {
    const { name, machineIdentifier } = state;
    const host = { host: '192.168.1.10', address: '192.168.1.10', port: 32_400 };
    return container(context, 'Server', [{ name, machineIdentifier, version: '1.42.1.10060-4e8b05daf', ...host }]);
  });
  app.post('/playQueues', (context) => {
    const items = itemsOf(context.req.query('uri'));
    if (!items.some((id) => state.entries.has(id))) return context.body(null, 400);
    const id = players.addQueue(items);
    return answer(context, 'MediaContainer', {
      size: items.length,
      playQueueID: id,
      playQueueSelectedItemID: id * 10,
      playQueueSelectedItemOffset: 0,
      playQueueTotalCount: items.length,
      playQueueVersion: 1,
    });
  });
  app.post('/security/token', (context) =>
    answer(context, 'MediaContainer', { size: 0, token: 'transient-00000000-demo' }),
  );
  app.post('/status/sessions/terminate', (context) => {
    const { sessionId, reason } = context.req.query();
    const before = state.sessions.length;
    state.sessions = state.sessions.filter(({ id }) => id !== sessionId);
    if (state.sessions.length === before) return notFound(context);
    state.done.push(`terminate ${sessionId}: ${reason ?? ''}`);
    return context.body(null, 200);
  });
  app.route('/', playerRoutes(players));
  return app;
}

function playerRoutes(players: DemoPlayers): Hono {
  const app = new Hono();
  const toPlayer = (context: Context, tell: (playerId: string) => boolean): Response => {
    const id = context.req.header('x-plex-target-client-identifier') ?? '';
    // The server passes nothing on to players that it does not see.
    if (!players.isAnnounced(id)) return notFound(context);
    const isTold = tell(id);
    const text = `<?xml version="1.0"?>\n<Response code="${isTold ? 200 : 400}" status="${isTold ? 'OK' : 'Error'}"/>`;
    return context.body(text, isTold ? 200 : 400, { 'content-type': 'text/xml' });
  };
  app.get('/player/timeline/poll', (context) => {
    const id = context.req.header('x-plex-target-client-identifier') ?? '';
    if (!players.isAnnounced(id)) return notFound(context);
    // Players write XML, whatever they are asked for.
    const timelines = players.timelines(id).map((timeline) => {
      const attributes = Object.entries(timeline).map(([name, value]) => ` ${name}="${value}"`);
      return `<Timeline${attributes.join('')}/>`;
    });
    const command = context.req.query('commandID') ?? '0';
    const text = `<MediaContainer commandID="${command}" location="navigation">${timelines.join('')}</MediaContainer>`;
    return context.body(text, 200, { 'content-type': 'text/xml' });
  });
  app.get('/player/playback/:action', (context) =>
    toPlayer(context, (id) => players.tell(id, context.req.param('action'), context.req.query())),
  );
  app.get('/player/navigation/:action', (context) =>
    toPlayer(context, (id) => players.navigate(id, context.req.param('action'))),
  );
  return app;
}

function toServer({ name, product, clientIdentifier }: PlexDevice, capabilities: string): Record<string, unknown> {
  return {
    name,
    host: '192.168.1.20',
    address: '192.168.1.20',
    port: 32_500,
    machineIdentifier: clientIdentifier,
    version: '10.8.0',
    protocol: 'plex',
    product,
    deviceClass: 'stb',
    protocolVersion: '1',
    protocolCapabilities: capabilities,
  };
}
