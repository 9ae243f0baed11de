import { type HealthIssue, type ServiceHealth, judgeIssues } from '../../domain/services/service-health.ts';
import { AppError } from '../../errors.ts';
import { hasClient } from '../../services/clients.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import type { ToolContext } from '../tool-context.ts';
import { readOwnHealth } from './own-health.ts';
import { missingSettings } from './setting-names.ts';

type Context = Pick<ToolContext, 'services' | 'probe' | 'signal'>;
type Found = Omit<ServiceHealth, 'service' | 'instance'>;

/** How one instance stands; what cannot be asked within the time is a finding, never an error. */
export async function readHealth(context: Context, known: ServiceInstance, timeMs: number): Promise<ServiceHealth> {
  const { service, instance } = known;
  const limit = AbortSignal.timeout(timeMs);
  try {
    const found = await ask({ ...context, signal: AbortSignal.any([context.signal, limit]) }, known);
    return { service, instance, ...found };
  } catch (error) {
    if (!(error instanceof AppError) || context.signal.aborted) throw error;
    const told = limit.aborted
      ? new AppError('timeout', `${instance} did not answer within ${timeMs / 1000} s`)
      : error;
    return { service, instance, ...fromError(told) };
  }
}

async function ask(context: Context, known: ServiceInstance): Promise<Found> {
  const { service, instance, url, missing } = known;
  if (hasClient(service) && missing.length === 0) {
    const issues = await readOwnHealth(service, context.services.client(service, instance, context.signal));
    return { reachable: true, status: judgeIssues(issues), issues };
  }
  if (url === undefined) return notSetUp(known);
  const { state, error } = await context.probe({ service, instance, url }, context.signal);
  // A service that asks who comes is up, which is all that can be told without a credential.
  const isUp = state === 'up' || error?.code === 'unauthorized';
  if (!isUp && error !== undefined) return fromError(error);
  return missing.length === 0
    ? { reachable: true, status: 'healthy', issues: [] }
    : { ...notSetUp(known), reachable: true };
}

const unreachable: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'unavailable']);

function fromError(error: AppError): Found {
  const { code, message, hint } = error;
  const isReachable = !unreachable.has(code);
  // What refuses us or speaks another language may be well: how it stands is not known.
  const isUnknown = isReachable && code !== 'upstream';
  const text = hint === undefined ? message : `${message}. ${hint}`;
  return { reachable: isReachable, status: isUnknown ? 'unknown' : 'critical', issues: [ownIssue('error', text)] };
}

function notSetUp(known: ServiceInstance): Found {
  const text = `it is not set up: ${missingSettings(known).join(', ')} missing`;
  return { reachable: false, status: 'unknown', issues: [ownIssue('notice', text)] };
}

function ownIssue(type: HealthIssue['type'], message: string): HealthIssue {
  return { source: 'arr-mcp', type, message: message.slice(0, 400) };
}
