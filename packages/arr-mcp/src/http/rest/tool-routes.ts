import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import { refuseOtherMethods } from '../../mcp/refuse-other-methods.ts';
import { readProfile } from '../../mcp/request-profile.ts';
import { checkRequestShape } from '../../mcp/request-shape.ts';
import type { SessionFactory } from '../../mcp/session-factory.ts';
import type { Tool } from '../../tools/define-tool.ts';
import { findAllowedTool } from '../../tools/finder/find-allowed-tool.ts';
import type { ToolCatalog } from '../../tools/tool-catalog.ts';
import type { CallerLimits } from '../caller-limits.ts';

export interface ToolRouteParts {
  readonly sessions: Pick<SessionFactory, 'tools' | 'catalog' | 'toolCaller'>;
  readonly limits: CallerLimits;
}

const path = '/api/tools/:name';

interface ToolRoute {
  Params: { name: string };
}

/**
 * `POST /api/tools/{name}`: the reading tools for what speaks HTTP and no MCP. The body holds the arguments, and the
 * answer is the tool's own. Whoever gets here has been identified by the scope they are attached in.
 */
export async function toolRoutes(app: FastifyInstance, parts: ToolRouteParts): Promise<void> {
  app.removeContentTypeParser('text/plain');
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    // Who has no arguments to send may send nothing, and call that JSON.
    if (body === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
  app.post<ToolRoute>(path, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    return serve(parts, request, reply);
  });
  refuseOtherMethods(app, path);
}

async function serve(
  { sessions, limits }: ToolRouteParts,
  request: FastifyRequest<ToolRoute>,
  reply: FastifyReply,
): Promise<object> {
  const { caller, body: args } = request;
  if (caller === undefined) throw new Error('the tool routes are attached outside the authenticated scope');
  checkRequestShape(args);
  const leave = await limits.enter(caller.id);
  try {
    const catalog = sessions.catalog(caller, readProfile(request, { readOnly: true }, sessions.tools));
    const tool = findReadingTool(sessions.tools, catalog, request.params.name);
    return await sessions.toolCaller.call({ tool, args, caller, catalog, signal: untilGone(reply) });
  } finally {
    leave();
  }
}

/** @throws AppError: why it cannot be called here */
function findReadingTool(tools: readonly Tool[], catalog: ToolCatalog, name: string): Tool {
  const tool = tools.find((each) => each.name === name);
  if (tool?.annotations.readOnlyHint === false)
    throw new AppError('read_only', `${name} writes, and only tools that read can be called here`, {
      hint: 'Tools that write are called over MCP, at /mcp.',
    });
  return findAllowedTool(catalog, name);
}

function untilGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
