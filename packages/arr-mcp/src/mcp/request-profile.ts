import type { FastifyRequest } from 'fastify';

import { AppError } from '../errors.ts';
import type { Tool } from '../tools/define-tool.ts';
import { type RequestProfile, isToolsetOrTool, profileNames } from '../tools/select-tools.ts';
import { toolsetNames } from '../tools/toolsets.ts';

const maxNames = 30;

/** What a request's address and headers ask for; `forced` is what the address alone says, such as `/mcp/readonly`. */
export function readProfile(request: FastifyRequest, forced: RequestProfile, tools: readonly Tool[]): RequestProfile {
  const include = forced.include ?? nonEmpty([...names(request, 'x-mcp-toolsets'), ...names(request, 'x-mcp-tools')]);
  const exclude = nonEmpty(names(request, 'x-mcp-exclude-tools'));
  const readOnly = forced.readOnly === true || asksReadOnly(request);
  if (include?.length === 0)
    throw new AppError('not_found', 'the address names no toolset', { hint: `Toolsets: ${toolsetNames.join(', ')}.` });
  assertKnown(include ?? [], tools, profileNames);
  assertKnown(exclude ?? [], tools);
  return {
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(readOnly ? { readOnly } : {}),
  };
}

/** The names of `/mcp/x/containers,stacks`. */
export function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

// A word that is not understood must not leave writing on.
function asksReadOnly({ headers }: FastifyRequest): boolean {
  const word = String(headers['x-mcp-readonly'] ?? 'false').toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  if (['false', '0', 'no', 'off'].includes(word)) return false;
  throw new AppError('invalid_argument', 'X-MCP-Readonly must be true or false');
}

function names({ headers }: FastifyRequest, header: string): string[] {
  const value = headers[header];
  return typeof value === 'string' ? splitNames(value) : [];
}

function nonEmpty(list: string[]): string[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** @param also names beside toolsets and tools: a profile can be asked for, and there is nothing in it to exclude */
function assertKnown(selectors: readonly string[], tools: readonly Tool[], also: readonly string[] = []): void {
  if (selectors.length > maxNames)
    throw new AppError('invalid_argument', `at most ${maxNames} toolsets and tools can be named`);
  const unknown = selectors.find((name) => !also.includes(name) && !isToolsetOrTool(name, tools));
  if (unknown === undefined) return;
  const more = also.length === 0 ? '' : ` Or: ${also.join(', ')}.`;
  throw new AppError('not_found', `${JSON.stringify(unknown.slice(0, 40))} is neither a toolset nor a tool`, {
    hint: `Toolsets: ${toolsetNames.join(', ')}.${more}`,
  });
}
