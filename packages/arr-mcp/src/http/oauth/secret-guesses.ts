import { type Client, Provider, errors } from 'oidc-provider';

import type { LoginLimiter } from '../auth/login-limiter.ts';
import { RateLimitedError } from '../rate-limited.ts';

/**
 * Counts guesses at clients' secrets where they are made. In front of oidc-provider it would be too early: whoever holds
 * back the bodies of many requests is past that before the first of them has failed.
 */
export function countSecretGuesses(provider: Provider, logins: LoginLimiter): void {
  const prototype: Pick<Client, 'compareClientSecret'> = provider.Client.prototype;
  const inherited = prototype.compareClientSecret;
  prototype.compareClientSecret = async function compare(this: Client, secret: string): Promise<boolean> {
    const address = Provider.ctx?.request.ip ?? '';
    const isRight = await inherited.call(this, secret);
    // Between this and the next line nothing waits, so that each knows of those before it.
    refuseBlocked(logins, address);
    if (!isRight) logins.failed(address);
    return isRight;
  };
}

// In the words of oidc-provider, for which all else is a fault of ours.
function refuseBlocked(logins: LoginLimiter, address: string): void {
  try {
    logins.check(address);
  } catch (error) {
    if (!(error instanceof RateLimitedError)) throw error;
    Provider.ctx?.set('retry-after', String(error.retryAfterSeconds));
    throw new errors.OIDCProviderError(429, 'temporarily_unavailable', { detail: error.message });
  }
}
