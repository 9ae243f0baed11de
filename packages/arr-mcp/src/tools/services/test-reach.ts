import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { hasClient } from '../../services/clients.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import type { ToolContext } from '../tool-context.ts';
import { askVersion } from './ask-version.ts';
import { missingSettings } from './setting-names.ts';

export const Reach = z.object({
  instance: z.string(),
  url: z.string().optional(),
  /** where the address is known from */
  url_from: z.enum(['environment', 'store', 'container', 'file']).optional(),
  reachable: z.boolean(),
  /** absent: there is no credential to try */
  authorised: z.boolean().optional(),
  latency_ms: z.int().optional(),
  version: z.string().optional(),
  error: z.string().optional(),
  next: z.string().optional(),
});
export type Reach = z.output<typeof Reach>;

type Context = Pick<ToolContext, 'services' | 'probe' | 'signal'>;

const limitMs = 8000;

/** Asks an instance anew, first without its credential and then with it. What goes wrong is a finding. */
export async function testReach(context: Context, known: ServiceInstance): Promise<Reach> {
  const { instance, service, url, urlSource } = known;
  const about = {
    instance,
    ...(url === undefined ? {} : { url }),
    ...(urlSource === undefined ? {} : { url_from: urlSource }),
  };
  if (url === undefined) return { ...about, reachable: false, ...lacks(known) };
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([context.signal, limit]);
  try {
    const { state, latencyMs, error } = await context.probe({ service, instance, url }, signal);
    if (state === 'down') return { ...about, reachable: false, ...told(error), ...searchAnew(known) };
    const reached = { ...about, reachable: true, latency_ms: latencyMs };
    if (known.missing.length > 0) return { ...reached, ...told(error), ...lacks(known) };
    if (!hasClient(service)) return { ...reached, ...told(error) };
    return { ...reached, ...(await testCredential({ ...context, signal }, known)) };
  } catch (error) {
    if (!(error instanceof AppError) || context.signal.aborted) throw error;
    return { ...about, reachable: false, error: `it did not answer within ${limitMs / 1000} s` };
  }
}

async function testCredential({ services, signal }: Context, { service, instance }: ServiceInstance) {
  if (!hasClient(service)) return {};
  try {
    const version = await askVersion(service, services.client(service, instance, signal));
    return { authorised: true, version: toPlainLine(version).slice(0, 60) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return error.code === 'unauthorized' ? { authorised: false, ...told(error) } : told(error);
  }
}

function told(error: AppError | undefined): Pick<Reach, 'error' | 'next'> {
  if (error === undefined) return {};
  return {
    error: error.message.slice(0, 300),
    ...(error.hint === undefined ? {} : { next: error.hint.slice(0, 250) }),
  };
}

// An address that was found may have been another one since, or was only likely while everything started.
function searchAnew({ urlSource }: ServiceInstance): Pick<Reach, 'next'> {
  const isFound = urlSource === 'container' || urlSource === 'file';
  return isFound ? { next: 'service_scan looks for its address anew; container_list shows whether it runs.' } : {};
}

function lacks(known: ServiceInstance): Pick<Reach, 'error' | 'next'> {
  const names = missingSettings(known).join(', ');
  return { error: `${names} missing`, next: 'credential_set stores it, or the operator sets it.' };
}
