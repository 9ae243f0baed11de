import { createHmac } from 'node:crypto';

import type { FastifyBaseLogger } from 'fastify';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { errors } from 'oidc-provider';

import type { GrantStore } from '../../storage/grant-store.ts';
import type { OAuthStore } from '../../storage/oauth-store.ts';
import { LoginLimiter } from '../auth/login-limiter.ts';
import { AddressLimiter } from '../address-limiter.ts';
import { createAdapterFactory } from './artifact-adapter.ts';
import { rememberDocuments } from './client-documents.ts';
import { Consent } from './consent.ts';
import type { OAuthRouteParts } from './oauth-routes.ts';
import type { ProviderParts } from './provider-parts.ts';
import { createProvider } from './provider.ts';
import { RedirectPolicy } from './redirect-policy.ts';
import { countSecretGuesses } from './secret-guesses.ts';
import { TokenCheck } from './token-check.ts';

export interface AuthorizationServerParts extends Pick<
  ProviderParts,
  'issuer' | 'client' | 'accessTokenSeconds' | 'fetchDocument' | 'renderProblem'
> {
  readonly password: string;
  readonly secret: string;
  readonly redirects: readonly string[];
  readonly artifacts: OAuthStore;
  readonly grants: GrantStore;
  readonly log: FastifyBaseLogger;
}

export interface AuthorizationServer {
  readonly routes: OAuthRouteParts;
  readonly consent: Consent;
  readonly tokens: TokenCheck;
}

const hourSeconds = 60 * 60;

/** Builds the OAuth server out of its settings and its stores. */
export function createAuthorizationServer(parts: AuthorizationServerParts): AuthorizationServer {
  const { issuer, secret, grants, artifacts, log } = parts;
  const derived = (use: string): string => createHmac('sha256', secret).update(use).digest('base64url');
  const tokenSecret = derived('arr-mcp oauth tokens');
  const provider = createProvider({
    ...parts,
    redirectAddresses: parts.redirects,
    redirects: new RedirectPolicy(parts.redirects),
    adapter: createAdapterFactory({ artifacts, grants, secret: tokenSecret, now }),
    cookieKeys: [derived('arr-mcp oauth cookies')],
    fetchDocument: rememberDocuments(parts.fetchDocument, { artifacts, now }),
    onRefusedRedirect: (redirectUri, client) => log.warn({ redirectUri, client }, 'redirect address refused'),
  });
  const clientLogins = new LoginLimiter();
  countSecretGuesses(provider, clientLogins);
  watch(provider, log);
  return {
    routes: {
      issuer,
      provider,
      clientLogins,
      // All clients of a vendor share an address; and a client's id may have us read a document of somebody's choice.
      requests: new AddressLimiter({ count: 600, seconds: 60 }),
      registrations: new AddressLimiter({ count: 20, seconds: hourSeconds }),
      authorizations: new AddressLimiter({ count: 120, seconds: 60 }),
    },
    consent: new Consent({
      provider,
      issuer,
      password: parts.password,
      secret: derived('arr-mcp oauth forms'),
      limiter: new LoginLimiter(),
      grants,
      artifacts,
    }),
    tokens: new TokenCheck({
      issuer,
      secret: tokenSecret,
      grants,
      now,
      onFault: (err) => log.warn({ err }, 'the last use of a grant could not be written down'),
    }),
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function watch(provider: Provider, log: FastifyBaseLogger): void {
  const onRefused = ({ oidc }: KoaContextWithOIDC, error: errors.OIDCProviderError): void => {
    const redirectUri = error instanceof errors.InvalidRedirectUri ? oidc.params?.['redirect_uri'] : undefined;
    log.warn(
      {
        route: oidc.route,
        client: oidc.params?.['client_id'],
        error: error.error,
        detail: error.error_detail,
        redirectUri,
      },
      'OAuth request refused',
    );
  };
  provider.on('authorization.error', onRefused);
  provider.on('grant.error', onRefused);
  provider.on('revocation.error', onRefused);
  provider.on('registration_create.error', onRefused);
  provider.on('grant.revoked', (_ctx, grantId) => log.warn({ grantId }, 'OAuth grant ended'));
  provider.on('server_error', (_ctx, err) => log.error({ err }, 'OAuth request failed unexpectedly'));
}
