import { type Context, Hono } from 'hono';

import type { StandIn, StandInOptions } from '../stand-in.ts';
import { movieCalendar, progressAnswer, showCalendar, watchedAnswer, watchlistAnswer } from './answers.ts';
import { CallerGate } from './caller-gate.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { publicRoutes } from './public-routes.ts';
import { toPages } from './trakt-pages.ts';
import { DeviceFlow } from './device-flow.ts';
import { TraktAccount } from './trakt-account.ts';
import { createTraktMedia } from './trakt-media.ts';
import { type Rotation, type TokenAnswer, TraktTokens } from './trakt-tokens.ts';
import { writeRoutes } from './write-routes.ts';

/** `apiKey` is the application's client id. */
export interface TraktStandInOptions extends StandInOptions {
  /** by default `secret` */
  readonly clientSecret?: string;
  /** of an access token; by default a day */
  readonly tokenSeconds?: number;
  /** by default `once_used` */
  readonly rotation?: Rotation;
  /** what tokens and device codes are made of; by default of chance */
  readonly createId?: () => string;
  /** items that the watchlist may have; by default 100 */
  readonly listLimit?: number;
}

export interface TraktStandIn extends StandIn {
  readonly tokens: TraktTokens;
  /** Tokens as a sign-in gives them: `access-<id>` and `refresh-<id>`. */
  readonly signIn: (id?: string) => TokenAnswer;
  /** What the user does with the code that was shown. */
  readonly decide: (userCode: string, decision: 'approved' | 'denied') => boolean;
  /** Takes no calls for so long. */
  readonly rest: (seconds: number) => void;
  /** Locks the user's account. */
  readonly lock: () => void;
}

const day = 86_400;

export function createTraktStandIn(options: TraktStandInOptions): TraktStandIn {
  const {
    world,
    apiKey,
    clientSecret = 'secret',
    tokenSeconds = day,
    rotation = 'once_used',
    createId = () => crypto.randomUUID(),
    listLimit = 100,
  } = options;
  const { now } = world;
  const tokens = new TraktTokens({ now, lifeSeconds: tokenSeconds, rotation, createId });
  const device = new DeviceFlow({ now, createId }, tokens);
  const account = new TraktAccount(createTraktMedia(world), now);
  const gate = new CallerGate({ apiKey, tokens, now });
  const app = new Hono().basePath(options.urlBase ?? '/');

  app.route('/', oauthRoutes({ clientId: apiKey, clientSecret, device, tokens, gate }));
  app.use(gate.isRested, gate.knowsApplication);
  app.route('/', publicRoutes(account.media));
  app.use(gate.knowsUser);
  app.get('/users/settings', (context) =>
    context.json({ user: { username: 'household', private: false, vip: false } }),
  );
  app.route('/', accountReads(account, now));
  app.route('/', writeRoutes(account, listLimit));
  app.notFound(() => new Response(null, { status: 404 }));
  return {
    fetch: (request) => app.fetch(request),
    tokens,
    signIn: (id) => tokens.give(undefined, id),
    decide: (userCode, decision) => device.decide(userCode, decision),
    rest: (seconds) => gate.rest(seconds),
    lock: () => gate.lock(),
  };
}

function accountReads(account: TraktAccount, now: () => Date): Hono {
  const app = new Hono();
  app.get('/sync/watched/:type{shows|movies}', (context) => {
    const kind = context.req.param('type') === 'shows' ? 'show' : 'movie';
    return toPages(context, watchedAnswer(account, kind, context.req.query('extended') === 'progress'));
  });
  app.get('/sync/watchlist/:type/:sort_by/:sort_how', (context) =>
    toPages(context, watchlistAnswer(account, context.req.param('type'), context.req.query('extended') === 'full')),
  );
  app.get('/shows/:id/progress/watched', (context) => {
    const show = account.find('show', context.req.param('id'));
    return show === undefined ? context.body(null, 404) : context.json(progressAnswer(account, show, now()));
  });
  app.get('/calendars/my/shows/:start_date/:days', (context) => context.json(showCalendar(account, ...span(context))));
  app.get('/calendars/my/movies/:start_date/:days', (context) =>
    context.json(movieCalendar(account, ...span(context))),
  );
  return app;
}

function span({ req }: Context): [Date, number] {
  return [new Date(`${req.param('start_date') ?? ''}T00:00:00Z`), Number(req.param('days'))];
}
