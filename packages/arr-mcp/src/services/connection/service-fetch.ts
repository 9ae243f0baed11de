import type { ServicePool } from './service-pool.ts';

export interface ServiceRequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | FormData | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** a key must not travel to where an answer points */
  readonly redirect: 'manual';
}

/** As much of a Response as is looked at. */
export interface ServiceResponse {
  readonly status: number;
  /** whether the status is 2xx */
  readonly ok: boolean;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** How every client reaches its service; tests hand in a stand-in. */
export type ServiceFetch = (url: string, init: ServiceRequestInit) => Promise<ServiceResponse>;

export interface ServiceFetchOptions {
  /** PEM certificates that are trusted beside the system's own */
  readonly certificates?: string;
  /** of the environment: proxies for http and https addresses, and the hosts that are reached without */
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly none?: string };
  /** for the demo, which touches nothing outside of it: only this host is reached */
  readonly loopbackOnly?: boolean;
}

/** One pool of connections for all services, opened at the first call. */
export function createServiceFetch(options: ServiceFetchOptions): ServiceFetch & { close(): Promise<void> } {
  let pool: Promise<ServicePool> | undefined;
  const fetch: ServiceFetch = async (url, init) => {
    if (options.loopbackOnly === true && !isLoopback(url)) throw outside();
    pool ??= openPool(options);
    return (await pool).send(url, init);
  };
  return Object.assign(fetch, { close: async () => (await pool)?.close() });
}

// undici is a third of what `stdio` would read before its first answer.
async function openPool(options: ServiceFetchOptions): Promise<ServicePool> {
  const { ServicePool: Pool } = await import('./service-pool.ts');
  return new Pool(options);
}

function isLoopback(url: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(url).hostname);
}

function outside(): TypeError {
  const cause = Object.assign(new Error('it lies outside of the demo'), { code: 'ENETUNREACH' });
  return new TypeError('fetch failed', { cause });
}
