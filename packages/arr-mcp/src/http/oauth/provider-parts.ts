import type { Adapter } from 'oidc-provider';

import type { RedirectPolicy } from './redirect-policy.ts';

export interface ProviderParts {
  readonly issuer: string;
  /** the client that does not register itself */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  readonly redirectAddresses: readonly string[];
  readonly redirects: RedirectPolicy;
  readonly accessTokenSeconds: number;
  readonly adapter: (kind: string) => Adapter;
  readonly cookieKeys: readonly string[];
  /** reads the document that a client's id is the address of */
  readonly fetchDocument: (url: string) => Promise<Response>;
  readonly onRefusedRedirect: (uri: string, clientName: string) => void;
  readonly renderProblem: (problem: { readonly code: string; readonly words: string }) => string;
}

export const paths = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  register: '/oauth/register',
  revoke: '/oauth/revoke',
  consent: '/oauth/consent',
  metadata: '/.well-known/oauth-authorization-server',
} as const;

/** Under this a sign-in keeps which scopes the client named itself; no client can send it. */
export const namedScopes = 'named_scopes';

/** The one person there is. */
export const owner = 'owner';

export const authMethods = ['none', 'client_secret_post', 'client_secret_basic'] as const;
