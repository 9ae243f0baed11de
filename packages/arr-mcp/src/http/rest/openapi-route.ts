import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { readProfile, splitNames } from '../../mcp/request-profile.ts';
import type { SessionFactory } from '../../mcp/session-factory.ts';
import { expandScopes } from '../../scopes.ts';
import type { Caller } from '../../tools/tool-context.ts';
import type { AccessParts } from '../auth/access.ts';
import { describedTools } from './described-tools.ts';
import { requireDescriptionAccess } from './description-access.ts';
import { type OpenApiParts, createOpenApiDocument } from './openapi-document.ts';

export interface OpenApiRouteParts extends Pick<OpenApiParts, 'version' | 'isDemo' | 'issuer'> {
  readonly access: AccessParts;
  readonly sessions: Pick<SessionFactory, 'tools' | 'catalog'>;
  /** undefined: the address that the description is asked for at */
  readonly publicUrl: string | undefined;
}

const Query = z.strictObject({ toolsets: z.string().optional(), key: z.string().optional() });

const someone: Caller = { id: 'page', name: 'page', scopes: expandScopes(['read']) };

/** `GET /openapi.json?toolsets=…`: what of the tools its reader may call at `/api/tools`. */
export async function openApiRoute(app: FastifyInstance, parts: OpenApiRouteParts): Promise<void> {
  const { access, sessions, publicUrl, ...own } = parts;
  app.get('/openapi.json', { onRequest: requireDescriptionAccess(access) }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { toolsets } = readQuery(request);
    const forced = toolsets === undefined ? {} : { include: splitNames(toolsets) };
    const profile = readProfile(request, forced, sessions.tools);
    const tools = describedTools(sessions, { caller: request.caller ?? someone, profile });
    const server = publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`;
    return createOpenApiDocument({ ...own, server, tools });
  });
}

function readQuery({ query }: FastifyRequest): z.output<typeof Query> {
  const { success, data } = Query.safeParse(query);
  if (success) return data;
  throw new AppError('invalid_argument', 'the address has parameters that are not known here', {
    hint: 'Name toolsets and tools in one parameter: ?toolsets=sonarr,plex.',
  });
}
