import type { FastifyInstance } from 'fastify';

import type { Status } from '../domain/collect-status.ts';

export interface InfoParts {
  /** of this server */
  readonly version: string;
  readonly status: { get(): Promise<Pick<Status, 'runtime' | 'helper'>> };
  /** the tools that the operator allows */
  readonly tools: readonly { readonly toolset: string }[];
}

/** `GET /info`: what runs here, in versions, and how many tools of each toolset there are. */
export async function infoRoute(app: FastifyInstance, { version, status, tools }: InfoParts): Promise<void> {
  const toolsets = Object.fromEntries(
    [...Map.groupBy(tools, ({ toolset }) => toolset)].map(([name, own]) => [name, own.length]),
  );
  app.get('/info', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { runtime, helper } = await status.get();
    return { version, runtime: describeRuntime(runtime), helper: describeHelper(helper), toolsets };
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
