import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { instanceOutput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { chooseInstances, serviceInput } from './choose-instances.ts';
import { type ReachedKind, reachedKinds } from './reached-kinds.ts';
import { ReachedProvider, toReached } from './test-providers.ts';
import { wholeList, wholeOutput } from './whole-list.ts';

export default defineTool({
  name: 'inter_service_reachability',
  title: 'Reach between services',
  description: 'Lets each *arr test what it reaches out to: clients, indexers, apps.',
  toolset: 'services',
  annotations: READ,
  longRunning: true,
  input: z.object({ ...serviceInput }),
  output: z.object({ failed: z.int(), items: z.array(ReachedProvider), ...wholeOutput, ...instanceOutput }),
  async handler({ service }, context) {
    const instances = chooseInstances(context, service);
    const results = (await Promise.all(instances.map(async (known) => testInstance(context, known)))).flat();
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

async function testInstance(context: ToolContext, known: ServiceInstance): Promise<Result[]> {
  try {
    return await Promise.all(reachedKinds(context, known).map(async (each) => testKind(context, known, each)));
  } catch (error) {
    if (error instanceof AppError) return [toFailure(known, error)];
    throw error;
  }
}

async function testKind(
  { progress, signal }: ToolContext,
  known: ServiceInstance,
  { kind, list, test }: ReachedKind,
): Promise<Result> {
  try {
    progress(`${known.instance}: tests each ${kind}`);
    const providers = await list();
    // A test of nothing would ask the service for nothing.
    const tests = providers.length === 0 ? [] : await test();
    return { rows: toReached(known.instance, kind, { providers, tests }) };
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return toFailure(known, error);
  }
}

function toFailure({ instance }: ServiceInstance, { message, hint }: AppError): Result {
  return { failure: { instance, reason: message, ...(hint === undefined ? {} : { hint }) } };
}

// What fails first, then what was not tested.
function rank({ ok }: ReachedProvider): number {
  return ok === false ? 0 : ok === undefined ? 1 : 2;
}
