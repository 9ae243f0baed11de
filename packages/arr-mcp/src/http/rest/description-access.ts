import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import { type AccessParts, bearerKey, checkKey, requireBearer } from '../auth/access.ts';
import { findDashboardAccess, queryKey } from '../auth/dashboard-access.ts';

/**
 * Who may read the description: callers of the tools, in the address as well since an import sends no headers, and
 * whoever sees the page. `request.caller` stays undefined where the page is public and no key was shown.
 */
export function requireDescriptionAccess(
  parts: AccessParts,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const requireKey = requireBearer(parts);
  return async (request, reply) => {
    const key = queryKey(request);
    if (bearerKey(request) !== undefined) await requireKey(request, reply);
    else if (key !== undefined) request.caller = await checkKey(parts, request, key);
    else if ((await findDashboardAccess(parts, request)) === undefined)
      throw new AppError('unauthorized', 'a key is needed', {
        hint: 'Send Authorization: Bearer <key>. An address with ?key=<key> works too, and stays with whoever imports it.',
      });
  };
}
