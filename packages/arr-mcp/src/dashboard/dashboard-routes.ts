import { join } from 'node:path';

import { fastifyHelmet } from '@fastify/helmet';
import { fastifyStatic } from '@fastify/static';
import { fastifyView } from '@fastify/view';
import { Eta } from 'eta';
import type { FastifyInstance } from 'fastify';

import { requireDashboardAccess } from '../http/auth/dashboard-access.ts';
import { consentRoute } from './consent-route.ts';
import type { DashboardParts } from './dashboard-parts.ts';
import { pageRoute } from './page-route.ts';
import { securityHeaders, setPageHeaders } from './security-headers.ts';
import { signInRoute } from './sign-in.ts';
import { toStatusJson } from './status-json.ts';
import { toStatusView } from './status-view.ts';

// Beside this file, and beside the one file that everything is bundled into.
const templates = join(import.meta.dirname, 'templates');
const assets = join(import.meta.dirname, 'public');

/** `GET /`, `POST /sign-in`, `GET /api/status` and `/assets/`. Needs @fastify/cookie with the key's cookie secret. */
export async function dashboardRoutes(app: FastifyInstance, parts: DashboardParts): Promise<void> {
  await app.register(fastifyHelmet, securityHeaders);
  // Small files: asked for each time, and answered with 304 until an upgrade changes them.
  await app.register(fastifyStatic, { root: assets, prefix: '/assets/', index: false, maxAge: 0 });
  await app.register(pages, parts);
}

async function pages(app: FastifyInstance, parts: DashboardParts): Promise<void> {
  const eta = new Eta({ views: templates, autoEscape: true, cache: true });
  await app.register(fastifyView, { engine: { eta }, templates, production: true });
  app.addHook('onRequest', setPageHeaders);
  await app.register(signInRoute, parts);
  await app.register(pageRoute, parts);
  await app.register(statusRoute, parts);
  if (parts.consent !== undefined) await app.register(consentRoute, { consent: parts.consent });
}

/** The page's facts for programs; `?key=` answers directly here, there is no cookie to set. */
async function statusRoute(app: FastifyInstance, { access, status, version }: DashboardParts): Promise<void> {
  app.addHook('onRequest', requireDashboardAccess(access));
  app.get('/api/status', async () => {
    const facts = await status.get();
    return toStatusJson(facts, toStatusView(facts, version));
  });
}
