import { rootCertificates } from 'node:tls';

import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';

export interface ServiceRequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | FormData | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** a key must not travel to where an answer points */
  readonly redirect: 'manual';
}

/** How every client reaches its service; tests hand in a stand-in. */
export type ServiceFetch = (url: string, init: ServiceRequestInit) => Promise<Response>;

export interface ServiceFetchOptions {
  /** PEM certificates that are trusted beside the system's own */
  readonly certificates?: string;
  /** of the environment: proxies for http and https addresses, and the hosts that are reached without */
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly none?: string };
  /** for the demo, which touches nothing outside of it: only this host is reached */
  readonly loopbackOnly?: boolean;
}

const connectLimitMs = 5000;
const idleLimitMs = 30_000;
const connectionsPerHost = 8;

/** One pool of connections for all services. */
export function createServiceFetch({
  certificates,
  proxy = {},
  loopbackOnly = false,
}: ServiceFetchOptions): ServiceFetch & {
  close(): Promise<void>;
} {
  const options: Agent.Options = {
    // Naming authorities replaces those that Node trusts, so these are named as well.
    connect: {
      timeout: connectLimitMs,
      ...(certificates === undefined ? {} : { ca: [certificates, ...rootCertificates] }),
    },
    keepAliveTimeout: idleLimitMs,
    connections: connectionsPerHost,
  };
  const dispatcher: Dispatcher =
    proxy.http === undefined && proxy.https === undefined
      ? new Agent(options)
      : new EnvHttpProxyAgent({
          ...options,
          ...(proxy.http === undefined ? {} : { httpProxy: proxy.http }),
          ...(proxy.https === undefined ? {} : { httpsProxy: proxy.https }),
          noProxy: proxy.none ?? '',
        });
  const fetch: ServiceFetch = async (url, init) => {
    if (loopbackOnly && !/^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(url).hostname)) throw outside();
    // undici's own Response is the one that Node has, declared a second time.
    return undiciFetch(url, { ...(await withEncodedForm(init)), dispatcher }) as Promise<unknown> as Promise<Response>;
  };
  return Object.assign(fetch, { close: async () => dispatcher.destroy() });
}

function outside(): TypeError {
  const cause = Object.assign(new Error('it lies outside of the demo'), { code: 'ENETUNREACH' });
  return new TypeError('fetch failed', { cause });
}

// undici does not take Node's FormData for its own, and would send the words "[object FormData]".
async function withEncodedForm(init: ServiceRequestInit): Promise<object> {
  const { body, headers } = init;
  if (!(body instanceof FormData)) return init;
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type') ?? '';
  return { ...init, headers: { ...headers, 'content-type': type }, body: Buffer.from(await encoded.arrayBuffer()) };
}
