import type { Config } from './config/config.ts';
import { createProblemPage } from './dashboard/consent-problem.ts';
import { type AuthorizationServer, createAuthorizationServer } from './http/oauth/authorization-server.ts';
import { ensureOAuthSecret } from './http/oauth/oauth-secret.ts';
import { type PublicFetch, createPublicFetch } from './http/oauth/public-fetch.ts';
import type { Logger } from './logger.ts';
import type { GrantStore } from './storage/grant-store.ts';
import type { OAuthStore } from './storage/oauth-store.ts';

export interface OAuthParts {
  readonly config: Pick<Config, 'oauth' | 'dataDir'>;
  readonly oauth: { readonly artifacts: OAuthStore; readonly grants: GrantStore };
  readonly log: Logger;
  /** reads client documents; tests hand in a stand-in for the internet */
  readonly fetchDocument?: PublicFetch;
}

/** The OAuth server. Undefined when the settings do not ask for it. */
export function createOAuth({ config, oauth, log, ...parts }: OAuthParts): AuthorizationServer | undefined {
  if (config.oauth === undefined) return undefined;
  return createAuthorizationServer({
    ...config.oauth,
    ...oauth,
    secret: config.oauth.secret ?? ensureOAuthSecret(config.dataDir),
    fetchDocument: parts.fetchDocument ?? createPublicFetch(),
    renderProblem: createProblemPage(),
    log: log.child({ component: 'oauth' }),
  });
}
