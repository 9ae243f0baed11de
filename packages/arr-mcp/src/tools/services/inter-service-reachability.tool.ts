import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ArrClient, ProviderKind } from '../../services/arr/arr-client.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { instanceOutput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { chooseInstances, serviceInput } from './choose-instances.ts';
import { ReachedProvider, toReached } from './test-providers.ts';
import { wholeList, wholeOutput } from './whole-list.ts';

const arrServices = ['sonarr', 'radarr', 'lidarr', 'prowlarr'] as const;
const kinds: readonly ProviderKind[] = ['download client', 'indexer', 'notification'];

export default defineTool({
  name: 'inter_service_reachability',
  title: 'Reach between services',
  description: 'Lets each *arr test its download clients, indexers and notifications.',
  toolset: 'services',
  annotations: READ,
  longRunning: true,
  input: z.object({ ...serviceInput }),
  output: z.object({ failed: z.int(), items: z.array(ReachedProvider), ...wholeOutput, ...instanceOutput }),
  async handler({ service }, context) {
    const instances = chooseInstances(context, service);
    const results = await Promise.all(
      instances.flatMap((known) => kinds.map(async (kind) => testKind(context, known, kind))),
    );
    const rows = results.flatMap((result) => ('rows' in result ? result.rows : []));
    const failures = results.flatMap((result) => ('failure' in result ? [result.failure] : []));
    const items = rows.toSorted((left, right) => rank(left) - rank(right));
    const unavailable = [...new Map(failures.map((failure) => [failure.instance, failure])).values()];
    return {
      failed: rows.filter(({ ok }) => ok === false).length,
      ...wholeList(items),
      ...(unavailable.length === 0 ? {} : { unavailable }),
    };
  },
});

type Result =
  | { readonly rows: readonly ReachedProvider[] }
  | { readonly failure: { instance: string; reason: string; hint?: string } };

async function testKind(context: ToolContext, known: ServiceInstance, kind: ProviderKind): Promise<Result> {
  try {
    const client = clientOf(context, known);
    if (client === undefined) return { rows: [] };
    context.progress(`${known.instance}: tests each ${kind}`);
    const providers = await client.providers(kind);
    // A test of nothing would ask the service for nothing.
    const tests = providers.length === 0 ? [] : await client.testProviders(kind);
    return { rows: toReached(known.instance, kind, { providers, tests }) };
  } catch (error) {
    if (!(error instanceof AppError) || context.signal.aborted) throw error;
    const { message, hint } = error;
    return { failure: { instance: known.instance, reason: message, ...(hint === undefined ? {} : { hint }) } };
  }
}

function clientOf({ services, signal }: ToolContext, { service, instance }: ServiceInstance): ArrClient | undefined {
  const arr = arrServices.find((each) => each === service);
  return arr === undefined ? undefined : services.client(arr, instance, signal);
}

// What fails first, then what was not tested.
function rank({ ok }: ReachedProvider): number {
  return ok === false ? 0 : ok === undefined ? 1 : 2;
}
