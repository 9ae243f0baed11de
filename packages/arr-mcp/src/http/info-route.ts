import type { FastifyInstance } from 'fastify';

import type { Status } from '../domain/collect-status.ts';
import type { ServiceReach } from '../domain/services/read-reach.ts';

export interface InfoParts {
  /** of this server */
  readonly version: string;
  readonly status: { get(): Promise<Pick<Status, 'runtime' | 'helper'>> };
  readonly reach: { get(): Promise<readonly ServiceReach[]> };
  /** the tools that the operator allows */
  readonly tools: readonly { readonly toolset: string }[];
}

/** `GET /info`: what runs here, in versions, which services are reached, and how many tools of each toolset there are. */
export async function infoRoute(app: FastifyInstance, { version, status, reach, tools }: InfoParts): Promise<void> {
  const toolsets = Object.fromEntries(
    [...Map.groupBy(tools, ({ toolset }) => toolset)].map(([name, own]) => [name, own.length]),
  );
  app.get('/info', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    const [{ runtime, helper }, services] = await Promise.all([status.get(), reach.get()]);
    return {
      name: 'arr-mcp',
      version,
      runtime: describeRuntime(runtime),
      helper: describeHelper(helper),
      services,
      toolsets,
    };
  });
}

function describeRuntime(panel: Status['runtime']): object {
  if (panel.state === 'unavailable') return panel;
  const { kind, version, rootless } = panel.data;
  return { state: panel.state, kind, version, rootless };
}

function describeHelper(panel: Status['helper']): object {
  if (panel.state === 'unavailable') return panel;
  return { state: panel.state, version: panel.data.version };
}
