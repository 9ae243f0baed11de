import { type JsonWebKey, generateKeyPairSync } from 'node:crypto';

import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';

import { expandScopes, scopes } from '../../scopes.ts';
import { allowKnownRedirects, clientRules } from './client-rules.ts';
import { type ProviderParts, namedScopes, paths } from './provider-parts.ts';
import { keepMetadataShort, tellUnknownClients } from './answers.ts';
import { features, tokenRules } from './token-rules.ts';

/** The authorization server: what mcp.md says of it, in the words of oidc-provider. */
export function createProvider(parts: ProviderParts): Provider {
  const { issuer, client, redirects } = parts;
  const provider = new Provider(issuer, {
    ...tokenRules(parts),
    ...clientRules(parts),
    adapter: parts.adapter,
    fetch: async (url) => parts.fetchDocument(url instanceof Request ? url.url : url.toString()),
    features: features(parts),
    routes: {
      authorization: paths.authorize,
      token: paths.token,
      registration: paths.register,
      revocation: paths.revoke,
    },
    scopes: [],
    responseTypes: ['code'],
    jwks: { keys: [unusedKey()] },
    extraParams: { scope: assignScopes },
    interactions: { url: (_ctx, { uid }) => `${paths.consent}/${uid}` },
    // Each authorization is a grant of its own, and is asked for each time.
    loadExistingGrant: async (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    cookies: { keys: [...parts.cookieKeys], ...cookieRules(issuer) },
    renderError(ctx, { error, error_description: description = '' }) {
      ctx.type = 'html';
      ctx.body = parts.renderProblem({ code: error, words: description });
    },
  });
  // Host and scheme are set by us before a request gets here, from the configured address.
  provider.proxy = true;
  provider.use(keepMetadataShort);
  provider.use(tellUnknownClients);
  if (client !== undefined) allowKnownRedirects(provider, client.id, redirects);
  return provider;
}

function cookieRules(issuer: string): Configuration['cookies'] {
  const options = { httpOnly: true, sameSite: 'lax', signed: true, secure: issuer.startsWith('https:') } as const;
  return {
    names: { session: 'arr_mcp_oauth', interaction: 'arr_mcp_consent', resume: 'arr_mcp_resume' },
    long: options,
    short: options,
  };
}

// oidc-provider wants a key, though nothing is signed: there are no ID tokens, and access tokens are looked up.
function unusedKey(): JsonWebKey {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
}

/** What is asked for, with all that it includes; clients that name no scope of ours are offered all of them. */
function assignScopes({ oidc }: KoaContextWithOIDC, value: string | undefined): void {
  const asked = [...expandScopes(value?.split(' ') ?? [])];
  if (oidc.params === undefined) return;
  oidc.params['scope'] = (asked.length === 0 ? scopes : asked).join(' ');
  oidc.params[namedScopes] = asked.join(' ');
}
