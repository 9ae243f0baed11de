import { AppError } from '../../errors.ts';
import { type ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import type { ServiceFetch } from '../connection/service-fetch.ts';
import { type ServiceName, serviceFacts } from '../service-catalog.ts';
import { serviceMarks } from './service-marks.ts';

export interface ProbeTarget {
  readonly service: ServiceName;
  readonly instance: string;
  /** without a slash at its end */
  readonly url: string;
}

export interface ProbeResult {
  /**
   * `up`: the service answers, be it that it asks who comes; `other`: something answers that is not known to be it;
   * `down`: nothing does, or it fails
   */
  readonly state: 'up' | 'other' | 'down';
  readonly latencyMs: number;
  /** absent for `up` */
  readonly error?: AppError;
}

/** Asks an address without a credential whether the service is there. Never throws for what it finds. */
export type ProbeService = (target: ProbeTarget, signal: AbortSignal) => Promise<ProbeResult>;

/** @param timeMs of one look */
export function createProbe(fetch: ServiceFetch, timeMs: number): ProbeService {
  return async ({ service, instance, url }, signal) => {
    // A connection of its own: what happened before, and the rest that a failing service is given, do not count here.
    const connection = new ServiceConnection({ service, instance, baseUrl: url, fetch, limits: { timeMs } });
    const start = performance.now();
    const answer = await ask(connection, serviceFacts(service).healthPath, signal);
    return { ...judge(service, answer), latencyMs: Math.round(performance.now() - start) };
  };
}

async function ask(
  connection: ServiceConnection,
  path: string,
  signal: AbortSignal,
): Promise<ServiceAnswer | AppError> {
  try {
    return await connection.send({ method: 'GET', path, headers: { accept: '*/*' } }, signal);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return error;
    throw error;
  }
}

function judge(service: ServiceName, answer: ServiceAnswer | AppError): Omit<ProbeResult, 'latencyMs'> {
  const { text, mayRefuse = false } = serviceMarks[service];
  if (!(answer instanceof AppError))
    return text.test(answer.text) ? { state: 'up' } : { state: 'other', error: stranger(service) };
  if (answer.code === 'unauthorized') return mayRefuse ? { state: 'up' } : { state: 'other', error: answer };
  const isDown = ['unreachable', 'timeout', 'unavailable', 'upstream', 'rate_limited'].includes(answer.code);
  return { state: isDown ? 'down' : 'other', error: answer };
}

function stranger(service: ServiceName): AppError {
  const { title, healthPath } = serviceFacts(service);
  return new AppError('bad_response', `something answers there, but ${healthPath} does not answer as ${title} does`, {
    hint: 'Is it the address of this service, with its URL base? A sign-in page of a proxy cannot be passed.',
  });
}
