import { type Context, Hono } from 'hono';

import type { StandIn, StandInOptions } from '../stand-in.ts';
import { reads } from './read-answers.ts';
import type { Reply } from './told.ts';
import { TorrentStore } from './torrent-store.ts';
import { type VersionFacts, type WebApiVersion, versionFacts } from './web-api-version.ts';
import { WebSessions } from './web-sessions.ts';
import { writesOf } from './write-answers.ts';

/** `apiKey` is the password, and the API key where the version has such. */
export interface QBittorrentStandInOptions extends StandInOptions {
  /** 4.4, 5.1 or 5.2; by default 5.1 */
  readonly webApiVersion?: WebApiVersion;
  /** by default `admin` */
  readonly username?: string;
}

export interface QBittorrentStandIn extends StandIn {
  /** Forgets who is signed in, as a restart does. */
  readonly endSessions: () => void;
}

const shared = '/api/v2/:area/:name';

export function createQBittorrentStandIn(options: QBittorrentStandInOptions): QBittorrentStandIn {
  const { webApiVersion: version = '2.11.4', username = 'admin', apiKey, urlBase = '/', world } = options;
  const facts = versionFacts[version];
  const store = new TorrentStore(world);
  const sessions = new WebSessions({ username, password: apiKey, apiKey }, facts);
  const writes = writesOf(version);
  const app = new Hono().basePath(urlBase);

  app.use(async ({ req }, next) => (isForeign(req.raw) ? plain('Unauthorized', 401) : next()));
  app.post('/api/v2/auth/login', async ({ req }) => sessions.signIn(await req.formData()));
  app.use(async ({ req }, next) => (sessions.lets(req.raw) ? next() : plain('Forbidden', 403)));
  app.get(shared, (context) => {
    const read = reads.get(nameOf(context));
    if (read === undefined) return plainRefusal(writes.has(nameOf(context)) ? 405 : 404);
    const answer = read({ store, version, query: new URL(context.req.url).searchParams });
    if (answer === undefined) return plainRefusal(404);
    return typeof answer === 'string' ? plain(answer, 200) : Response.json(answer);
  });
  app.post(shared, async (context) => {
    const write = writes.get(nameOf(context));
    if (write === undefined) return plainRefusal(404);
    const form = await readForm(context.req.raw);
    return toResponse((await write({ store, facts, form })) ?? {}, facts);
  });
  app.notFound(() => plainRefusal(404));
  return { fetch: (request) => app.fetch(request), endSessions: () => sessions.end() };
}

// The protection against forged requests: whoever says where it comes from must come from here.
function isForeign({ headers, url }: Request): boolean {
  const from = headers.get('origin') ?? headers.get('referer');
  return from !== null && new URL(from).host !== new URL(url).host;
}

function nameOf({ req }: Context<object, typeof shared>): string {
  return `${req.param('area')}/${req.param('name')}`;
}

async function readForm(request: Request): Promise<FormData> {
  return request.headers.has('content-type') ? request.formData() : new FormData();
}

function toResponse({ status = 200, text, json }: Reply, { isRecent }: VersionFacts): Response {
  if (json !== undefined) return Response.json(json, { status });
  if (text === undefined && isRecent) return new Response(null, { status: 204 });
  return plain(text ?? '', status);
}

function plainRefusal(status: 404 | 405): Response {
  return plain(status === 404 ? 'Not Found' : 'Method Not Allowed', status);
}

function plain(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=UTF-8' } });
}
