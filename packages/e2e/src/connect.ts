import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import type { Installation } from './install.ts';
import { until } from './run.ts';

export interface ToolAnswer {
  readonly isError: boolean;
  /** the structured content, which is complete */
  readonly data: Record<string, unknown>;
}

/** What the specs ask of a client, whichever of the official ones it is. */
export interface Connection {
  readonly listTools: () => Promise<string[]>;
  readonly call: (name: string, args?: Record<string, unknown>) => Promise<ToolAnswer>;
  readonly close: () => Promise<void>;
}

const info = { name: 'arr-mcp-e2e', version: '1.0.0' };

/** The official clients, each as its users set it up. */
export const clients = {
  'sdk (v1)': connectLegacy,
  'client (v2, automatic)': async (to: Installation, path?: string) => connectModern(to, { mode: 'auto' }, path),
  'client (v2, pinned to 2026-07-28)': async (to: Installation, path?: string) =>
    connectModern(to, { mode: { pin: '2026-07-28' } }, path),
} as const;

/** For the stories that are not about clients. */
export async function connect(to: Installation, path = '/mcp/x/full'): Promise<Connection> {
  return connectLegacy(to, path);
}

async function connectLegacy(to: Installation, path = '/mcp'): Promise<Connection> {
  const client = new LegacyClient(info);
  const transport = new LegacyTransport(new URL(`${to.url}${path}`), { requestInit: { headers: bearer(to) } });
  // The SDK's own types disagree here under exactOptionalPropertyTypes.
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc does need it
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => toAnswer(await client.callTool({ name, arguments: args })),
    close: async () => client.close(),
  };
}

async function connectModern(
  to: Installation,
  versionNegotiation: NonNullable<ConstructorParameters<typeof ModernClient>[1]>['versionNegotiation'],
  path = '/mcp',
): Promise<Connection> {
  const client = new ModernClient(info, { versionNegotiation: versionNegotiation ?? {} });
  await client.connect(new ModernTransport(new URL(`${to.url}${path}`), { requestInit: { headers: bearer(to) } }));
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}) => toAnswer(await client.callTool({ name, arguments: args })),
    close: async () => client.close(),
  };
}

export function bearer({ key }: Installation): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

function toAnswer(result: Readonly<Record<string, unknown>>): ToolAnswer {
  return { isError: result['isError'] === true, data: { ...(result['structuredContent'] as object | undefined) } };
}

/** What a tool answers when it succeeds; waits where it became a job. @throws with what it answered when it fails */
export async function succeed(
  connection: Connection,
  name: string,
  args?: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { isError, data } = await finish(connection, name, args);
  if (isError) throw new Error(`${name} failed: ${JSON.stringify(data)}`);
  return data;
}

/** Asks, reads the preview and agrees. */
export async function confirm(
  connection: Connection,
  name: string,
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const preview = await succeed(connection, name, args);
  if (preview['status'] !== 'confirmation_required')
    throw new Error(`${name} asks nothing: ${JSON.stringify(preview)}`);
  return succeed(connection, name, { ...args, confirmation_token: preview['confirmation_token'] });
}

export interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: Record<string, unknown>;
}

/** What a tool answers when it fails. @throws when it succeeds */
export async function fail(connection: Connection, name: string, args?: Record<string, unknown>): Promise<ToldError> {
  const { isError, data } = await finish(connection, name, args);
  if (!isError) throw new Error(`${name} succeeded: ${JSON.stringify(data)}`);
  return data['error'] as ToldError;
}

async function finish(connection: Connection, name: string, args?: Record<string, unknown>): Promise<ToolAnswer> {
  const answer = await connection.call(name, args);
  const job = answer.data['job_id'];
  if (typeof job !== 'string' || name.startsWith('job_')) return answer;
  let data: Record<string, unknown> = {};
  await until(
    `${name} ends`,
    async () => {
      ({ data } = await connection.call('job_get', { job_id: job }));
      return data['state'] !== 'running';
    },
    120_000,
  );
  const failed = data['error'] !== undefined;
  return { isError: failed, data: failed ? { error: data['error'] } : { ...(data['result'] as object) } };
}

/** The rows of a tool that lists. */
export function rows(data: Record<string, unknown>): Record<string, unknown>[] {
  return data['items'] as Record<string, unknown>[];
}
