import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListPromptsRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';

import { progressTo } from './progress.ts';
import { serverInfo } from './server-info.ts';
import { type McpSession, UnknownToolError } from './session.ts';

// Only elicitation would use it; left to itself each server makes one, a quarter of a call's time.
const validator = new AjvJsonSchemaValidator();

/** A server for the protocol revisions up to 2025-11-25, for one request or one connection. */
// The low-level class is meant for this: McpServer compiles every schema for each instance (docs/adr).
// oxlint-disable-next-line typescript/no-deprecated
export function createLegacyServer(session: McpSession): Server {
  // oxlint-disable-next-line typescript/no-deprecated
  const server = new Server(serverInfo, {
    capabilities: { tools: {}, resources: {}, prompts: {} },
    instructions: session.instructions,
    jsonSchemaValidator: validator,
  });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...session.listTools()] }));
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [] }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [] }));
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [] }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
    throw new McpError(ErrorCode.InvalidParams, 'resource not found', { uri });
  });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const progress = progressTo(_meta?.progressToken, sendNotification);
    return session.callTool({ name: params.name, args: params.arguments, signal, ...progress }).catch(rethrow);
  });
  return server;
}

function rethrow(error: unknown): never {
  if (error instanceof UnknownToolError) throw new McpError(ErrorCode.InvalidParams, error.message);
  throw error;
}
