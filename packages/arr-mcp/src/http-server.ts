import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';

import type { Config } from './config/config.ts';
import { collectStatus } from './domain/collect-status.ts';
import { readReach } from './domain/services/read-reach.ts';
import { RecentValue } from './domain/recent-value.ts';
import { dashboardRoutes } from './dashboard/dashboard-routes.ts';
import { type AccessParts, requireBearer } from './http/auth/access.ts';
import { ApiKey } from './http/auth/api-key.ts';
import { requireDashboardAccess } from './http/auth/dashboard-access.ts';
import { LoginLimiter } from './http/auth/login-limiter.ts';
import { oauthRoutes } from './http/oauth/oauth-routes.ts';
import type { OAuthParts } from './http-oauth.ts';
import { NamedKeys } from './http/auth/named-keys.ts';
import { CallerLimits } from './http/caller-limits.ts';
import { answerKnownOrigins } from './http/cors.ts';
import { answerError, createErrorHandler } from './http/error-handler.ts';
import { healthRoute } from './http/health-route.ts';
import { checkHostAndOrigin } from './http/host-check.ts';
import { infoRoute } from './http/info-route.ts';
import type { Metrics } from './http/metrics.ts';
import { refuseWhenEnding } from './http/refuse-when-ending.ts';
import { openApiRoute } from './http/rest/openapi-route.ts';
import { toolRoutes } from './http/rest/tool-routes.ts';
import type { Logger } from './logger.ts';
import { HttpExchange } from './mcp/http-exchange.ts';
import { mcpRoutes } from './mcp/mcp-routes.ts';
import type { SessionFactory } from './mcp/session-factory.ts';
import { serverInfo } from './mcp/server-info.ts';
import { sseRoutes } from './mcp/sse-routes.ts';
import type { KeyStore } from './storage/key-store.ts';
import type { ToolServices } from './tools/tool-context.ts';

export interface HttpServerParts extends OAuthParts {
  readonly config: Pick<Config, 'http' | 'demo' | 'oauth' | 'dataDir'>;
  readonly apiKey: string;
  readonly sessions: SessionFactory;
  readonly services: ToolServices;
  readonly keys: KeyStore;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Sends new calls away, lets those under way finish, then ends every stream and closes. */
  close(): Promise<void>;
}

// How old the page may be; the runtime is asked no more often, whoever looks.
const statusRefreshMs = 10_000;
const bodyLimitBytes = 1024 * 1024;
// Headers and body must be there by then; how long an answer may take is each tool's own limit.
const requestLimitMs = 30_000;
// Together with what closing takes this stays under the 10 s that systemd and the engines give.
const drainLimitMs = 8_000;

/** Puts the routes together; who may call is decided by the scope that a route is attached in. Does not listen. */
export async function createHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const { config, log } = parts;
  const key = new ApiKey(parts.apiKey);
  const { createOAuth } = config.oauth === undefined ? {} : await import('./http-oauth.ts');
  const oauth = createOAuth?.(parts);
  const access: AccessParts = {
    apiKey: key,
    limiter: new LoginLimiter(),
    dashboardPublic: config.http.dashboardPublic,
    namedKeys: new NamedKeys({
      store: parts.keys,
      onFault: (err) => log.warn({ err }, 'the last use of a key could not be written down'),
    }),
    ...(oauth === undefined ? {} : { tokens: oauth.tokens }),
  };
  const limits = new CallerLimits(config.http.rateLimit);
  const exchange = new HttpExchange(log.child({ component: 'mcp' }));
  let isEnding = false;
  const status = new RecentValue(() => collectStatus(parts.services, { now: Date.now() }), {
    refreshMs: statusRefreshMs,
  });
  const page = {
    access,
    status,
    version: serverInfo.version,
    isDemo: config.demo,
    ...(oauth === undefined ? {} : { consent: oauth.consent, grants: parts.oauth.grants }),
  };

  const routeParts = { sessions: parts.sessions, limits };
  const app = createFastify(config, log);
  app.addHook('onRequest', checkHostAndOrigin(config.http.allowedHosts));
  await app.register(fastifyCookie, { secret: key.cookieSecret });
  await app.register(healthRoute);
  if (oauth !== undefined) await app.register(oauthRoutes, oauth.routes);
  await app.register(async (forPages) => {
    answerKnownOrigins(forPages, config.http);
    await forPages.register(async (secured) => {
      secured.setErrorHandler(createErrorHandler(access.tokens?.resourceMetadata));
      secured.addHook('onRequest', requireBearer(access));
      secured.addHook(
        'onRequest',
        refuseWhenEnding(() => isEnding),
      );
      await secured.register(mcpRoutes, { ...routeParts, exchange });
      await secured.register(toolRoutes, routeParts);
      if (config.http.legacySse) await secured.register(sseRoutes, routeParts);
    });
  });
  await app.register(async (forDashboard) => {
    forDashboard.addHook('onRequest', requireDashboardAccess(access));
    await parts.metrics.route(forDashboard, () => parts.services.jobs.runningCount);
    const reach = new RecentValue(() => readReach(parts.services), { refreshMs: statusRefreshMs });
    await forDashboard.register(infoRoute, { ...page, reach, tools: parts.sessions.allowedTools });
  });
  await app.register(dashboardRoutes, page);
  await app.register(openApiRoute, {
    ...page,
    sessions: parts.sessions,
    publicUrl: config.http.publicUrl,
    issuer: oauth?.routes.issuer,
  });

  return {
    app,
    async close() {
      isEnding = true;
      await drained(() => limits.total + parts.services.jobs.runningCount);
      await exchange.close();
      await app.close();
    },
  };
}

function createFastify(config: HttpServerParts['config'], log: Logger): FastifyInstance {
  const { trustedProxies } = config.http;
  const logger: FastifyBaseLogger = log.child({ component: 'http' });
  const app = Fastify({
    loggerInstance: logger,
    // A request line would show `?key=`; tools, logins and failures have log lines of their own.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestLimitMs,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Streams that a client keeps open would hold the server's end for ever.
    forceCloseConnections: true,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    frameworkErrors: answerError,
  });
  app.decorateRequest('caller', undefined);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    const hint = 'MCP is at /mcp, without a slash at the end; the page is at /.';
    void reply.code(404).send({ error: { code: 'not_found', message: 'nothing is here', hint } });
  });
  return app;
}

async function drained(underWay: () => number): Promise<void> {
  const deadline = performance.now() + drainLimitMs;
  while (underWay() > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
