import { rootCertificates } from 'node:tls';

import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';

import type { ServiceFetchOptions, ServiceRequestInit } from './service-fetch.ts';

const connectLimitMs = 5000;
const idleLimitMs = 30_000;
const connectionsPerHost = 8;

/** undici's connections to all services. */
export class ServicePool {
  readonly #dispatcher: Dispatcher;

  constructor({ certificates, proxy = {} }: ServiceFetchOptions) {
    // Naming authorities replaces those that Node trusts, so these are named as well.
    const trust = certificates === undefined ? {} : { ca: [certificates, ...rootCertificates] };
    const options: Agent.Options = {
      connect: { timeout: connectLimitMs, ...trust },
      keepAliveTimeout: idleLimitMs,
      connections: connectionsPerHost,
    };
    this.#dispatcher =
      proxy.http === undefined && proxy.https === undefined
        ? new Agent(options)
        : new EnvHttpProxyAgent({
            ...options,
            // What is beyond the proxy, and the proxy itself, are connected to apart from the rest.
            requestTls: trust,
            proxyTls: trust,
            ...(proxy.http === undefined ? {} : { httpProxy: proxy.http }),
            ...(proxy.https === undefined ? {} : { httpsProxy: proxy.https }),
            noProxy: proxy.none ?? '',
          });
  }

  async send(url: string, init: ServiceRequestInit): Promise<Response> {
    // undici's own Response is the one that Node has, declared a second time.
    return undiciFetch(url, {
      ...(await withEncodedForm(init)),
      dispatcher: this.#dispatcher,
    }) as Promise<unknown> as Promise<Response>;
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

// undici does not take Node's FormData for its own, and would send the words "[object FormData]".
async function withEncodedForm(init: ServiceRequestInit): Promise<object> {
  const { body, headers } = init;
  if (!(body instanceof FormData)) return init;
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type') ?? '';
  return { ...init, headers: { ...headers, 'content-type': type }, body: Buffer.from(await encoded.arrayBuffer()) };
}
