import type { IncomingHttpHeaders } from 'node:http';
import { rootCertificates } from 'node:tls';

import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';

import type { ServiceFetchOptions, ServiceRequestInit, ServiceResponse } from './service-fetch.ts';

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

  /** As fetch would, without what that keeps of each request until memory is swept: all that was read of an answer. */
  async send(url: string, init: ServiceRequestInit): Promise<ServiceResponse> {
    const { method, signal } = init;
    const { headers: own, body } = await encode(init);
    // Some proxies let nobody through who does not say who they are.
    const headers = { 'user-agent': 'arr-mcp', ...own };
    const answer = await request(url, { dispatcher: this.#dispatcher, method, headers, body, signal });
    const { statusCode: status } = answer;
    return { status, ok: status >= 200 && status < 300, headers: toHeaders(answer.headers), body: answer.body };
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

interface Encoded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

async function encode({ body, headers }: ServiceRequestInit): Promise<Encoded> {
  if (!(body instanceof FormData || body instanceof URLSearchParams)) return { headers, body: body ?? null };
  const form = new Response(body);
  const type = form.headers.get('content-type') ?? '';
  return { headers: { ...headers, 'content-type': type }, body: Buffer.from(await form.arrayBuffer()) };
}

function toHeaders(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  return headers;
}
