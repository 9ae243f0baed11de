import { closest } from 'fastest-levenshtein';

import { AppError } from '../errors.ts';
import { InsufficientScopeError } from '../scopes.ts';
import type { ToolCaller } from '../tools/tool-caller.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';
import type { Caller } from '../tools/tool-context.ts';
import type { ToolDefinition, ToolRegistry } from './registry.ts';
import { type ToolResult, toErrorResult, toToolResult } from './tool-result.ts';

/** The caller named a tool that does not exist: a fault of the protocol, not of a tool. */
export class UnknownToolError extends Error {
  constructor(name: string, known: readonly string[]) {
    const shown = JSON.stringify(name.slice(0, 60));
    const near = known.length === 0 ? '' : `; the nearest is ${closest(name.slice(0, 60), known)}`;
    super(`unknown tool ${shown}${near}; find_tools searches by words`);
    this.name = 'UnknownToolError';
  }
}

export interface CallRequest {
  readonly name: string;
  readonly args: unknown;
  readonly signal: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

/** What one caller at one address can do: the inner interface that both protocol eras are thin shells of. */
export interface McpSession {
  readonly callerId: string;
  readonly instructions: string;
  listTools(): readonly ToolDefinition[];
  /** the scope that alone keeps this caller from a tool; undefined also for tools that do not exist */
  findMissingScope(toolName: string): InsufficientScopeError | undefined;
  /** @throws UnknownToolError; every other failure is a result with `isError` */
  callTool(request: CallRequest): Promise<ToolResult>;
  /** Makes a confirmation token void: the person who was asked did not agree. */
  withdrawConfirmation(token: string): void;
}

export interface SessionParts {
  readonly registry: ToolRegistry;
  readonly toolCaller: ToolCaller;
  readonly instructions: string;
}

export function createSession(parts: SessionParts, caller: Caller, catalog: ToolCatalog): McpSession {
  const { registry, toolCaller, instructions } = parts;
  return {
    callerId: caller.id,
    instructions,
    listTools: () => registry.list(catalog),
    findMissingScope(toolName) {
      const reason = catalog.blocked.get(toolName);
      return reason instanceof InsufficientScopeError ? reason : undefined;
    },
    async callTool({ name, ...request }) {
      const tool = catalog.allowed.get(name);
      if (tool === undefined) return refuse(name, catalog);
      try {
        return toToolResult(await toolCaller.call({ ...request, tool, caller, catalog }));
      } catch (error) {
        if (error instanceof AppError) return toErrorResult(error);
        throw error;
      }
    },
    withdrawConfirmation: (token) => toolCaller.withdrawConfirmation(token),
  };
}

function refuse(name: string, { allowed, blocked }: ToolCatalog): ToolResult {
  const reason = blocked.get(name);
  if (reason === undefined) throw new UnknownToolError(name, [...allowed.keys()]);
  return toErrorResult(reason);
}
