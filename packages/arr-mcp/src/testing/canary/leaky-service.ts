import type { StandIn } from '@arr-mcp/demo-stack';

import { type Leak, withSecrets } from './leaky-answers.ts';

export const failures = [
  '500 JSON',
  '400 validation',
  '404 JSON',
  '500 text',
  '200 page',
  '302 away',
  '200 error',
] as const;
export type Failure = (typeof failures)[number];

export interface Mood {
  /** absent: it answers */
  failure?: Failure | undefined;
}

/** A stand-in that tells secrets wherever a real service does, and fails in words that repeat what it was asked. */
export function leakyService(standIn: StandIn, leak: () => Leak, mood: Mood): StandIn {
  return {
    async fetch(request) {
      // Signing in has no words of its own to leak with.
      if (mood.failure !== undefined && !request.url.includes('/auth/login'))
        return fail(mood.failure, request, leak());
      const answer = await standIn.fetch(await withoutForm(request));
      if (!isJson(answer)) return answer;
      const body = JSON.stringify(withSecrets(await answer.json(), leak()));
      const headers = new Headers(answer.headers);
      headers.delete('content-length');
      headers.append('set-cookie', `session=${leak().canaries.at(`${leak().service} cookie`)}; path=/`);
      return new Response(body, { status: answer.status, headers });
    },
  };
}

/** A release's guid as the stand-in gave it. */
async function withoutForm(request: Request): Promise<Request> {
  if (!request.url.endsWith('/release') || request.method !== 'POST') return request;
  const body = (await request.json()) as { guid: string };
  const own = JSON.stringify({ ...body, guid: body.guid.split('#').at(-1) });
  return new Request(request.url, { method: 'POST', headers: request.headers, body: own });
}

function isJson({ headers, body }: Response): boolean {
  return body !== null && (headers.get('content-type') ?? '').includes('json');
}

function fail(failure: Failure, request: Request, { service, canaries, form }: Leak): Response {
  const status = Number(failure.slice(0, 3));
  const secret = canaries.at(`${service} words of its failure`);
  const said = `${form(`${service} words of its failure`)} ${request.method} ${request.url} ${headersOf(request)}`;
  if (failure === '302 away') {
    return new Response(null, { status, headers: { location: `http://other.test/login?apikey=${secret}` } });
  }
  if (failure === '200 page') return new Response(`<html><title>Sign in</title>${said}</html>`, html(status));
  if (failure === '500 text') return new Response(said, { status, headers: { 'content-type': 'text/plain' } });
  if (failure === '200 error') return Response.json({ status: false, error: said }, { status });
  if (failure !== '400 validation') return Response.json({ message: said, description: `at x ${said}` }, { status });
  return Response.json([{ propertyName: 'ApiKey', errorMessage: said, attemptedValue: secret }], { status });
}

function html(status: number): ResponseInit {
  return { status, headers: { 'content-type': 'text/html' } };
}

// The service's own credential, as debug pages repeat it.
function headersOf({ headers }: Request): string {
  return ['x-api-key', 'cookie', 'authorization']
    .flatMap((name) => (headers.get(name) === null ? [] : [`${name}: ${headers.get(name)}`]))
    .join(' ');
}
