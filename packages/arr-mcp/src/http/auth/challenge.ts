import type { Scope } from '../../scopes.ts';

export interface Refusal {
  readonly error: 'invalid_token' | 'insufficient_scope';
  /** what would be enough */
  readonly scope?: Scope;
}

/**
 * The value of WWW-Authenticate (RFC 6750 §3, RFC 9728 §5.1): how to sign in, and what was wrong with what was shown.
 * @param resourceMetadata the address of the protected-resource metadata; undefined: OAuth is off
 */
export function bearerChallenge(resourceMetadata: string | undefined, refusal?: Refusal): string {
  const parameters = {
    ...refusal,
    ...(resourceMetadata === undefined ? {} : { resource_metadata: resourceMetadata }),
  };
  const parts = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${parts.length === 0 ? 'realm="arr-mcp"' : parts.join(', ')}`;
}
