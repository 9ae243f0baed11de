import type { StandIn } from '@arr-mcp/demo-stack';

import { type Leak, withSecrets } from './leaky-answers.ts';
import { type Failure, fail } from './leaky-failures.ts';
import { withEventSecrets, withXmlSecrets } from './leaky-texts.ts';

export interface Mood {
  /** absent: it answers */
  failure?: Failure | undefined;
  /** what fails; absent: everything */
  fails?: ((service: string, request: Request) => boolean) | undefined;
  /** Plex answers XML, as to callers that know no JSON */
  isXml?: boolean;
}

/** A stand-in that tells secrets wherever a real service does, and fails in words that repeat what it was asked. */
export function leakyService(standIn: StandIn, leak: () => Leak, mood: Mood): StandIn {
  return {
    async fetch(request) {
      const { failure, fails = () => true, isXml = false } = mood;
      const { service } = leak();
      // Signing in to qBittorrent has no words of its own to leak with.
      if (failure !== undefined && !request.url.includes('/auth/login') && fails(service, request)) {
        return fail(failure, request, leak());
      }
      const answer = await standIn.fetch(await asStandInKnows(request, isXml && service === 'plex'));
      return withBody(answer, { ...leak(), own: credentialOf(request) });
    },
  };
}

function credentialOf({ headers }: Request): string {
  const value = ['authorization', 'x-plex-token', 'x-api-key', 'cookie'].map((name) => headers.get(name));
  return (
    value
      .find((each) => each !== null)
      ?.split(/[ =]/)
      .at(-1) ?? ''
  );
}

async function withBody(answer: Response, leak: Leak): Promise<Response> {
  const body = await bodyOf(answer, leak);
  if (body === undefined) return answer;
  const { canaries, service } = leak;
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  headers.append('set-cookie', `session=${canaries.at(`${service} cookie`)}; path=/`);
  headers.set('x-plex-token', canaries.at(`${service} header`));
  return new Response(body, { status: answer.status, headers });
}

async function bodyOf(answer: Response, leak: Leak): Promise<string | undefined> {
  const type = answer.headers.get('content-type') ?? '';
  const { body } = answer;
  if (body === null) return undefined;
  if (type.includes('json')) return JSON.stringify(withSecrets(await answer.json(), leak));
  if (type.includes('event-stream')) return withEventSecrets(body, leak);
  return type.includes('xml') ? withXmlSecrets(await answer.text(), leak) : undefined;
}

/** With a release's guid and an image's address as the stand-in gave them, behind a secret and `#`. */
async function asStandInKnows(request: Request, isXml: boolean): Promise<Request> {
  const url = new URL(request.url);
  const image = url.searchParams.get('url');
  if (image?.includes('#') === true) url.searchParams.set('url', image.split('#').at(-1) ?? '');
  const headers = new Headers(request.headers);
  if (isXml && headers.get('accept') === 'application/json') headers.set('accept', 'text/xml');
  const { method } = request;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const isRelease = url.pathname.endsWith('/release');
  return new Request(url, { method, headers, body: isRelease ? await ownGuid(request) : await request.arrayBuffer() });
}

async function ownGuid(request: Request): Promise<string> {
  const body = (await request.json()) as { guid: string };
  return JSON.stringify({ ...body, guid: body.guid.split('#').at(-1) });
}
