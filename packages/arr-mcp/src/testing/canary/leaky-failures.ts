import type { Leak } from './leaky-answers.ts';
import { secretForms } from './secret-forms.ts';

const failures = ['500 JSON', '400 validation', '404 JSON', '500 text', '200 page', '302 away', '200 error'] as const;
export type Failure = (typeof failures)[number];

/** Each of them in its words once, and all forms of a secret in one of them. */
export const waysToFail: readonly (readonly [failure: Failure, form: string])[] = [
  ...Object.keys(secretForms).map((form) => ['500 JSON', form] as const),
  ...failures.slice(1).map((failure) => [failure, 'apikey of a query'] as const),
];

/** A refusal that repeats what was asked, as debug pages do, in the way of the service. */
export async function fail(failure: Failure, request: Request, leak: Leak): Promise<Response> {
  const { service, canaries, form } = leak;
  const status = Number(failure.slice(0, 3));
  const secret = canaries.at(`${service} words of its failure`);
  const words = [
    form(`${service} words of its failure`),
    `${request.method} ${request.url}`,
    headersOf(request),
    await request.text(),
  ];
  // No more than the beginning is passed on, which is not the same one everywhere.
  const said = (failure === '500 text' || failure === '400 validation' ? words.toReversed() : words).join(' ');
  if (failure === '302 away') {
    return new Response(null, { status, headers: { location: `http://other.test/login?apikey=${secret}` } });
  }
  if (failure === '200 page') return typed(`<html><title>Sign in</title>${said}</html>`, status, 'text/html');
  if (failure === '500 text') return typed(said, status, 'text/plain');
  if (service.startsWith('plex')) return failOfPlex(failure, { status, said });
  // A refresh token that is worth nothing: whoever hears that is signed out.
  const isGrant = service === 'trakt' && failure === '400 validation';
  if (isGrant) return Response.json({ error: 'invalid_grant', error_description: said }, { status });
  return failOfOthers(failure, { status, said, secret });
}

interface Words {
  readonly status: number;
  readonly said: string;
}

function failOfPlex(failure: Failure, { status, said }: Words): Response {
  const inXml = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  if (failure === '200 error') return typed(`<Response code="500" status="${inXml}"/>`, status, 'text/xml');
  if (failure === '400 validation') return typed(`<errors><error>${inXml}</error></errors>`, status, 'text/xml');
  return Response.json({ errors: [{ code: 1000, message: said, status }] }, { status });
}

function failOfOthers(failure: Failure, { status, said, secret }: Words & { secret: string }): Response {
  if (failure === '200 error') return Response.json({ status: false, error: said }, { status });
  if (failure !== '400 validation') {
    const error = { error: 'server_error', error_description: said };
    return Response.json({ message: said, description: `at x ${said}`, ...error }, { status });
  }
  return Response.json([{ propertyName: 'ApiKey', errorMessage: said, attemptedValue: secret }], { status });
}

function typed(body: string, status: number, type: string): Response {
  return new Response(body, { status, headers: { 'content-type': type } });
}

// The service's own credential, as debug pages repeat it, and in prose, where no name tells what it is.
function headersOf({ headers }: Request): string {
  return ['x-api-key', 'x-plex-token', 'trakt-api-key', 'cookie', 'authorization']
    .flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [`${name}: ${value}`, `nothing for ${value.split(/[ =]/).at(-1)}`];
    })
    .join(' ');
}
