import type { ErrorCode } from '../../errors.ts';
import { ServiceError } from '../service-error.ts';
import { TooLargeError } from './read-body.ts';

const certificateProblem = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

interface Trouble {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** What `fetch` threw, as the caller is told of it. The address is not a secret; the headers are never in it. */
export function toTransportError(cause: unknown, target: { instance: string; origin: string }): ServiceError {
  if (cause instanceof ServiceError) return cause;
  const { code, message, hint } = describe(cause, target.origin);
  return new ServiceError(target.instance, code, message, { cause, hint });
}

function describe(cause: unknown, origin: string): Trouble {
  if (cause instanceof TooLargeError) {
    return { code: 'bad_response', message: cause.message, hint: 'Ask for less: a filter, or one record.' };
  }
  const reason = reasonOf(cause);
  if (reason === 'TimeoutError' || reason.includes('TIMEOUT')) {
    return {
      code: 'timeout',
      message: `${origin} did not answer in time`,
      hint: 'Is it busy or starting? container_logs and container_stats of its container tell.',
    };
  }
  if (certificateProblem.test(reason)) {
    return {
      code: 'unreachable',
      message: `the certificate of ${origin} is not trusted (${reason})`,
      hint: 'ARR_MCP_CA_FILE can name a file with the certificate authority that signed it.',
    };
  }
  return {
    code: 'unreachable',
    message: `${origin} cannot be reached (${reason})`,
    hint: 'Does it run, and is its address right? container_list shows containers and ports; service_api_reachability tests all services.',
  };
}

// undici: TypeError('fetch failed') whose cause says why; a broken body: TypeError('terminated').
function reasonOf(error: unknown): string {
  let last = error instanceof Error ? error.name : 'unknown';
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string') return each.code;
    if (each.name === 'TimeoutError') return each.name;
    last = each.message === 'terminated' ? 'the connection broke off' : each.name;
  }
  return last;
}
