import type { ClientMetadata } from 'oidc-provider';
import { errors } from 'oidc-provider';

import type { RedirectPolicy } from './redirect-policy.ts';

const maxRedirects = 20;
const maxAddressLength = 1000;
const maxNameLength = 60;
const kept: ReadonlySet<string> = new Set([
  'client_id',
  'client_id_issued_at',
  'client_name',
  'client_uri',
  'redirect_uris',
]);

export interface ClientPolicyParts {
  readonly redirects: RedirectPolicy;
  /** told of each address that is refused */
  readonly onRefused: (uri: string, clientName: string) => void;
}

/**
 * Makes of what a client says of itself what it is to us (RFC 7591 §3.2.1 lets the server decide): a public client that
 * uses codes and refresh tokens. What it asks beyond that would have it refused, though it can do without.
 * @throws InvalidClientMetadata for a redirect address that no client of ours has
 */
export function applyClientPolicy({ redirects, onRefused }: ClientPolicyParts, metadata: ClientMetadata): void {
  for (const name of Object.keys(metadata)) if (!kept.has(name)) delete metadata[name];
  const name = cleanName(metadata.client_name);
  const uris: unknown = metadata.redirect_uris;
  // What is no list of texts is the provider's to refuse.
  const addresses = Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
  if (addresses.length > maxRedirects || addresses.some((uri) => uri.length > maxAddressLength))
    throw new errors.InvalidClientMetadata(`redirect_uris may be ${maxRedirects} at most, each no longer than 1000`);
  const refused = addresses.filter((uri) => !redirects.allows(uri));
  for (const uri of refused) onRefused(uri, name);
  if (refused.length > 0)
    throw new errors.InvalidClientMetadata('redirect_uris holds an address that OAUTH_REDIRECT_URIS does not allow');
  Object.assign(metadata, {
    client_name: name,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    response_modes: ['query'],
    // Only of native clients the port of a loopback address is left free, and their own schemes allowed.
    application_type: addresses.every((uri) => uri.startsWith('https:')) ? 'web' : 'native',
  });
}

/** A stranger's text as one short line: nothing that hides, turns or breaks what stands around it. */
export function cleanName(name: unknown): string {
  const text = typeof name === 'string' ? name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim() : '';
  if (text === '') return 'A program without a name';
  return text.length > maxNameLength ? `${text.slice(0, maxNameLength)}…` : text;
}
