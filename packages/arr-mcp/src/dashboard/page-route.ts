import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { findDashboardAccess, setAccessCookie } from '../http/auth/dashboard-access.ts';
import { type AssistantView, toAssistants } from './assistants-view.ts';
import type { DashboardParts } from './dashboard-parts.ts';
import { showRefusal, showSignIn, withoutKey } from './sign-in.ts';
import { toStatusView } from './status-view.ts';

// How often the page's script asks for the news; the server collects them no more often than its own interval.
const refreshSeconds = 10;

/** `GET /`: the page, or its main part for the page's own script. */
export async function pageRoute(app: FastifyInstance, parts: DashboardParts): Promise<void> {
  app.get('/', async (request, reply) => {
    try {
      const access = await findDashboardAccess(parts.access, request);
      if (access === undefined) return await showSignIn(reply);
      if (access === 'query') setAccessCookie(request, reply);
    } catch (error) {
      return showRefusal(reply, error);
    }
    // Whoever may come in: a key does not stay in the address, where the history keeps it.
    if (hasParameter(request, 'key')) return reply.redirect(withoutKey(request), 303);
    return showPage(parts, request, reply);
  });
}

async function showPage(parts: DashboardParts, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const view = toStatusView(await parts.status.get(), parts.version);
  const page = isMainOnly(request) ? 'main.eta' : 'index.eta';
  const assistants = listAssistants(parts, request);
  return reply.viewAsync(page, { ...view, assistants, refreshSeconds, isDemo: parts.isDemo, script: 'dashboard.js' });
}

// Who has access to what is the admin's to know; a page that is open to all has no admin.
function listAssistants({ grants }: DashboardParts, { caller }: FastifyRequest): AssistantView[] {
  return caller?.scopes.has('admin') === true ? toAssistants(grants?.list() ?? [], Date.now()) : [];
}

function hasParameter({ query }: FastifyRequest, name: string): boolean {
  return typeof query === 'object' && query !== null && name in query;
}

function isMainOnly({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && 'part' in query && query.part === 'main';
}
