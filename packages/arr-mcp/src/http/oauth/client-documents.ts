import { type Client, Provider } from 'oidc-provider';

import type { OAuthStore } from '../../storage/oauth-store.ts';
import type { PublicFetch } from './public-fetch.ts';

const kind = 'ClientDocument';
// Here the client is let in no further than it was, so that what it said last is enough.
const renewals: ReadonlySet<string> = new Set(['token', 'revocation']);

/** Whether a client's id is the address of the document that describes it. */
export function hasDocument({ clientId }: Pick<Client, 'clientId'>): boolean {
  return clientId.startsWith('https://');
}

/** Remembers what the document said when the client was let in. */
export function keepDocument(artifacts: Pick<OAuthStore, 'put'>, client: Client): void {
  if (hasDocument(client)) artifacts.put(kind, client.clientId, { payload: client.metadata() });
}

/** Reads client documents. While a client's site does not answer, the client still renews its tokens. */
export function rememberDocuments(
  read: PublicFetch,
  { artifacts, now }: { readonly artifacts: Pick<OAuthStore, 'find'>; readonly now: () => number },
): PublicFetch {
  return async (url) => {
    const kept = renewals.has(Provider.ctx?.oidc.route ?? '') ? artifacts.find(kind, url, now()) : undefined;
    if (kept === undefined) return read(url);
    const fresh = await read(url).catch(() => undefined);
    const headers = { 'cache-control': 'max-age=0' };
    return fresh?.status === 200 ? fresh : Response.json(kept.payload, { headers });
  };
}
