import { type Configuration, errors } from 'oidc-provider';

import { scopes } from '../../scopes.ts';
import { resourceOf } from './protected-resource.ts';
import type { ProviderParts } from './provider-parts.ts';
import { isCustomAction } from './redirect-policy.ts';

const refreshTokenSeconds = 90 * 24 * 60 * 60;
// A grant ends by being revoked, or with the last refresh token.
const grantSeconds = 100 * 365 * 24 * 60 * 60;
const signInSeconds = 10 * 60;

/** How long everything lasts, and who gets what. */
export function tokenRules({ accessTokenSeconds }: ProviderParts): Configuration {
  return {
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      RefreshToken: refreshTokenSeconds,
      Grant: grantSeconds,
      Interaction: signInSeconds,
      Session: signInSeconds,
    },
    // Every time that is compared is of one clock.
    clockTolerance: 0,
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    formats: { bitsOfOpaqueRandomness: 256 },
    pkce: {
      required: ({ oidc }, { clientAuthMethod }) =>
        clientAuthMethod === 'none' || !isCustomAction(oidc.params?.['redirect_uri']),
    },
  };
}

/** Only what this server does: the rest of OpenID Connect is off. */
export function features({ issuer, accessTokenSeconds }: ProviderParts): NonNullable<Configuration['features']> {
  const resource = resourceOf(issuer);
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      cacheDuration: { min: 1, max: 60 * 60 },
      // The address of a whole site is nobody's document.
      allowFetch: async (_ctx, id) => new URL(id).pathname !== '/',
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (_ctx, _client, several) =>
        several === undefined || several.every((each) => each === resource) ? resource : several,
      async getResourceServerInfo(_ctx, indicator) {
        if (indicator !== resource) throw new errors.InvalidTarget('resource must be the address of this server');
        return {
          scope: scopes.join(' '),
          audience: resource,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'opaque',
        };
      },
    },
  };
}
