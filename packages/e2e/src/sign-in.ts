import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

import { giveConsent } from './consent.ts';
import { freePort } from './free-port.ts';

export interface SignedIn {
  readonly clientId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A client on this computer, let in by the owner: from its registration to its first tokens. */
export async function signIn(url: string, password: string): Promise<SignedIn> {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  const clientId = await register(url, redirectUri);
  const mine = { client_id: clientId, redirect_uri: redirectUri };
  const parameters = new URLSearchParams({
    ...mine,
    response_type: 'code',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const code = await codeFrom(redirectUri, async () =>
    giveConsent(`${url}/oauth/authorize?${parameters.toString()}`, password),
  );
  const fields = { ...mine, grant_type: 'authorization_code', code, code_verifier: verifier };
  const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(fields) });
  const tokens = (await answer.json()) as { access_token: string; refresh_token: string };
  return { clientId, accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
}

/** @returns the id of a new client */
export async function register(url: string, redirectUri: string, name = 'An assistant'): Promise<string> {
  const answer = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: name, redirect_uris: [redirectUri] }),
  });
  const { client_id: id } = (await answer.json()) as { client_id: string };
  return id;
}

/** What the client's own page is told while the owner answers. */
async function codeFrom(redirectUri: string, answer: () => Promise<unknown>): Promise<string> {
  let code = '';
  const page = createServer((request, response) => {
    code = new URL(request.url ?? '', redirectUri).searchParams.get('code') ?? '';
    response.end('done');
  });
  await new Promise<void>((resolve) => {
    page.listen(Number(new URL(redirectUri).port), '127.0.0.1', resolve);
  });
  try {
    await answer();
    return code;
  } finally {
    page.closeAllConnections();
    page.close();
  }
}
