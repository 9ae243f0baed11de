import type { IncomingMessage, ServerResponse } from 'node:http';

import { toNodeHandler } from '@modelcontextprotocol/node';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { type McpHttpHandler, classifyInboundRequest } from '@modelcontextprotocol/server';

import type { Logger } from '../logger.ts';
import { createLegacyServer } from './legacy.ts';
import { createModernHandler } from './modern.ts';
import type { McpSession } from './session.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** the parsed JSON body */
  readonly body: unknown;
  readonly session: McpSession;
}

type NodeHandler = ReturnType<typeof toNodeHandler>;

/** Answers MCP requests over HTTP in both protocol eras, without sessions. */
export class HttpExchange {
  readonly #modern: McpHttpHandler;
  readonly #modernNode: NodeHandler;
  readonly #live = new Set<() => Promise<void>>();

  constructor(log: Logger) {
    this.#modern = createModernHandler(log);
    this.#modernNode = toNodeHandler(this.#modern, {
      onerror: (error) => log.error({ err: error }, 'modern request failed'),
    });
  }

  async serve(exchange: Exchange): Promise<void> {
    if (isLegacy(exchange)) await this.#serveLegacy(exchange);
    else await this.#serveModern(exchange);
  }

  /** Ends every answer that is still being streamed. */
  async close(): Promise<void> {
    await Promise.all([this.#modern.close(), ...[...this.#live].map((close) => close())]);
  }

  // A transport serves one request: the SDK's stateless transport refuses to be used again.
  async #serveLegacy({ request, response, body, session }: Exchange): Promise<void> {
    const server = createLegacyServer(session);
    // The transport's type lets its callbacks be undefined where the interface it implements leaves them out.
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: !wantsProgress(body) }) as Parameters<
      typeof server.connect
    >[0] &
      StreamableHTTPServerTransport;
    const close = async (): Promise<void> => {
      this.#live.delete(close);
      await server.close();
    };
    this.#live.add(close);
    response.on('close', () => void close());
    await server.connect(transport);
    await transport.handleRequest(request, response, body);
  }

  async #serveModern({ request, response, body, session }: Exchange): Promise<void> {
    const auth = { token: '', clientId: '', scopes: [], extra: { session } };
    await this.#modernNode(
      Object.assign(request, { auth, method: 'POST', url: request.url ?? '/mcp' }),
      response,
      body,
    );
  }
}

function isLegacy({ request, body }: Exchange): boolean {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const named = {
    protocolVersionHeader: header('mcp-protocol-version'),
    mcpMethodHeader: header('mcp-method'),
    mcpNameHeader: header('mcp-name'),
  };
  const present = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return classifyInboundRequest({ httpMethod: 'POST', ...present, body }).kind === 'legacy';
}

// Progress needs a stream; everything else is answered with one JSON body.
function wantsProgress(body: unknown): boolean {
  return (Array.isArray(body) ? body : [body]).some(hasProgressToken);
}

function hasProgressToken(message: unknown): boolean {
  const params = property(message, 'params');
  return property(property(params, '_meta'), 'progressToken') !== undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
