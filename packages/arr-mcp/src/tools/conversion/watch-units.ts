import { setTimeout as pause } from 'node:timers/promises';

import { readStacks } from '../../domain/read-stacks.ts';
import type { ServiceState } from '../../domain/service-state.ts';
import type { ToolContext } from '../tool-context.ts';

const pollMs = 2000;
// As long as a health check with the usual three tries of 30 s needs to tell that something is wrong.
const patienceMs = 100_000;
// A unit that systemd restarts may be down for a moment.
const downPolls = 3;

/** Looks at units until all are healthy, one stays down, or time is up; tells how each stands then. */
export async function watchUnits(units: readonly string[], context: ToolContext): Promise<ServiceState[]> {
  const end = performance.now() + patienceMs;
  for (let down = 0; ;) {
    const states = await readUnits(units, context);
    const isHealthy = states.length > 0 && states.every(({ health }) => health === 'healthy');
    down = states.some(({ health }) => health === 'down') ? down + 1 : 0;
    if (isHealthy || down >= downPolls || performance.now() > end) return states;
    const waiting = states.filter(({ health }) => health !== 'healthy').map(({ name }) => name);
    context.progress(`waiting for ${waiting.join(', ')}`);
    await pause(pollMs, undefined, { signal: context.signal });
  }
}

async function readUnits(units: readonly string[], context: ToolContext): Promise<ServiceState[]> {
  const { stacks } = await readStacks(context, { signal: context.signal });
  const services = stacks.flatMap((stack) => stack.services);
  return services.filter(({ unit }) => unit !== undefined && units.includes(unit));
}
