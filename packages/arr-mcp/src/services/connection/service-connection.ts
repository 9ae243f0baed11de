import {
  BrokenCircuitError,
  BulkheadRejectedError,
  ConsecutiveBreaker,
  DelegateBackoff,
  type IPolicy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';

import { AppError } from '../../errors.ts';
import type { ServiceName } from '../service-catalog.ts';
import { ServiceError } from '../service-error.ts';
import { readBody } from './read-body.ts';
import { retryDelayMs, toRefusal } from './refusal.ts';
import type { ServiceFetch } from './service-fetch.ts';
import { withoutSent } from './sent-secrets.ts';
import { toTransportError } from './transport-error.ts';

export interface ConnectionLimits {
  /** of one attempt, from its start to the last byte of the answer */
  readonly timeMs: number;
  /** the same for what a service itself takes long for */
  readonly slowTimeMs: number;
  readonly maxBytes: number;
  /** requests at once, and how many more may wait */
  readonly concurrent: number;
  readonly waiting: number;
  /** failures in a row after which a service is left alone, and for how long */
  readonly failures: number;
  readonly restMs: number;
}

export interface ConnectionOptions {
  readonly service: ServiceName;
  /** `sonarr`, or `sonarr-4k` for a second one */
  readonly instance: string;
  /** with its sub-path, without a slash at its end */
  readonly baseUrl: string;
  readonly fetch: ServiceFetch;
  readonly limits?: Partial<ConnectionLimits>;
}

export interface ServiceRequest {
  readonly method: string;
  /** path and query below the base; holds no secret */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | FormData | Uint8Array<ArrayBuffer>;
  readonly isSlow?: boolean;
  /** asking again does no harm; by default what is asked with GET */
  readonly isRead?: boolean;
  /** the answer is no text: each character of it stands for a byte */
  readonly isBinary?: boolean;
  /** statuses beside 2xx that are no refusal */
  readonly alsoAccepts?: number | readonly number[];
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const defaultConnectionLimits: ConnectionLimits = {
  timeMs: 15_000,
  slowTimeMs: 120_000,
  maxBytes: 80 * 1024 * 1024,
  concurrent: 6,
  waiting: 60,
  failures: 5,
  restMs: 15_000,
};

/** The way to one instance of a service, shared by all calls: bounded, patient once, and quiet while it is down. */
export class ServiceConnection {
  readonly service: ServiceName;
  readonly instance: string;
  readonly baseUrl: string;
  readonly #reach: ServiceFetch;
  readonly #limits: ConnectionLimits;
  readonly #once: IPolicy;
  readonly #patient: IPolicy;

  constructor({ service, instance, baseUrl, fetch, limits }: ConnectionOptions) {
    this.service = service;
    this.instance = instance;
    this.baseUrl = baseUrl;
    this.#reach = fetch;
    this.#limits = { ...defaultConnectionLimits, ...limits };
    const { concurrent, waiting, failures, restMs } = this.#limits;
    const breaker = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    const room = bulkhead(concurrent, waiting);
    const again = retry(
      handleWhen((error) => retryDelayMs(error) !== undefined),
      { maxAttempts: 1, backoff: new DelegateBackoff(({ result }) => delayAfter(result)) },
    );
    this.#once = wrap(room, breaker);
    this.#patient = wrap(room, breaker, again);
  }

  /**
   * One request and its answer, of status 2xx or the one that the request accepts too.
   * @throws ServiceError for everything else; a read is asked a second time after a lost connection
   */
  async send(request: ServiceRequest, signal: AbortSignal): Promise<ServiceAnswer> {
    const isRead = request.isRead ?? request.method === 'GET';
    try {
      return await (isRead ? this.#patient : this.#once).execute(async () => this.#attempt(request, signal), signal);
    } catch (error) {
      throw this.#told(error, signal);
    }
  }

  async #attempt(request: ServiceRequest, signal: AbortSignal) {
    const { path, isSlow, isRead: _isRead, isBinary, alsoAccepts, ...init } = request;
    const { timeMs, slowTimeMs, maxBytes } = this.#limits;
    const stop = new AbortController();
    const leave = (): void => stop.abort(signal.reason);
    const timer = setTimeout(() => stop.abort(timeUp()), isSlow === true ? slowTimeMs : timeMs);
    signal.addEventListener('abort', leave, { once: true });
    try {
      signal.throwIfAborted();
      const response = await this.#reach(`${this.baseUrl}${path}`, {
        ...init,
        signal: stop.signal,
        redirect: 'manual',
      });
      const { status, headers } = response;
      const text = await readBody(response, maxBytes, isBinary === true ? 'latin1' : 'utf8');
      if (response.ok) return { status, headers, text };
      const said = withoutSent(text, request);
      if ([alsoAccepts].flat().includes(status)) return { status, headers, text: said };
      throw toRefusal({ status, headers, text: said }, this);
    } catch (error) {
      if (signal.aborted) throw cancelled(error);
      throw toTransportError(error, { instance: this.instance, origin: new URL(this.baseUrl).origin });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }

  #told(error: unknown, signal: AbortSignal): Error {
    if (signal.aborted) return cancelled(error);
    if (error instanceof BrokenCircuitError) {
      const { failures, restMs } = this.#limits;
      return new ServiceError(this.instance, 'unreachable', `was not asked: it failed ${failures} times in a row`, {
        cause: error,
        hint: `It is tried again within ${Math.ceil(restMs / 1000)} s. service_api_reachability tells what is wrong.`,
      });
    }
    if (error instanceof BulkheadRejectedError) {
      const hint = 'Wait for the calls that run, then try again.';
      return new ServiceError(this.instance, 'busy', 'too many calls wait for it', { cause: error, hint });
    }
    return error instanceof Error ? error : new Error('a request failed', { cause: error });
  }
}

// A 500 may be about one record; what stands before a dead service answers 502 to 504.
function isOutage(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return ['unreachable', 'timeout', 'unavailable'].includes(error.code);
}

function delayAfter(result: { readonly error: unknown } | { readonly value: unknown }): number {
  return 'error' in result ? (retryDelayMs(result.error) ?? 0) : 0;
}

function timeUp(): DOMException {
  return new DOMException('the service took too long', 'TimeoutError');
}

function cancelled(cause: unknown): AppError {
  return new AppError('cancelled', 'the call was cancelled', { cause });
}
