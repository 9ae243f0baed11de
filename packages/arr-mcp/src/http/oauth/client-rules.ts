import type { Client, Configuration, Provider } from 'oidc-provider';

import { applyClientPolicy } from './client-policy.ts';
import { type ProviderParts, authMethods } from './provider-parts.ts';
import type { RedirectPolicy } from './redirect-policy.ts';

/** Who may be a client. */
export function clientRules({ client, redirectAddresses, redirects, onRefusedRedirect }: ProviderParts): Configuration {
  return {
    clients:
      client === undefined
        ? []
        : [
            {
              client_id: client.id,
              client_secret: client.secret,
              client_name: client.id,
              application_type: 'native',
              token_endpoint_auth_method: 'client_secret_post',
              grant_types: ['authorization_code', 'refresh_token'],
              response_modes: ['query'],
              redirect_uris: [...redirectAddresses],
            },
          ],
    clientAuthMethods: [...authMethods],
    clientDefaults: { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: () => true,
    extraClientMetadata: {
      // Only there so that the validator runs, which sees all of what a client says of itself.
      properties: ['software_id'],
      validator(_ctx, _key, _value, metadata) {
        if (metadata.client_id === client?.id && metadata.client_secret === client?.secret) return;
        applyClientPolicy({ redirects, onRefused: onRefusedRedirect }, metadata);
      },
    },
  };
}

/** For the client that does not register itself: its addresses are the operator's whole list, made of patterns. */
export function allowKnownRedirects(provider: Provider, clientId: string, redirects: RedirectPolicy): void {
  const prototype: Pick<Client, 'redirectUriAllowed'> = provider.Client.prototype;
  const inherited = prototype.redirectUriAllowed;
  prototype.redirectUriAllowed = function allowed(this: Client, uri: string): boolean {
    return this.clientId === clientId ? redirects.allows(uri) : inherited.call(this, uri);
  };
}
