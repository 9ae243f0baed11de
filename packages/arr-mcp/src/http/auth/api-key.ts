import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new key: the product's name, so that secret scanners can tell it, and 32 random bytes. */
export function createApiKey(): string {
  return `arrmcp_${randomBytes(32).toString('base64url')}`;
}

/** The admin's key. Only its hash is kept; comparing takes the same time whatever is wrong. */
export class ApiKey {
  readonly #hash: Buffer;
  readonly #cookieSecret: string;

  constructor(key: string) {
    this.#hash = sha256(key);
    this.#cookieSecret = createHmac('sha256', key).update('arr-mcp dashboard cookie').digest('base64');
  }

  matches(candidate: string): boolean {
    return timingSafeEqual(this.#hash, sha256(candidate));
  }

  /** Signs the page's cookies; another key makes every cookie invalid. */
  get cookieSecret(): string {
    return this.#cookieSecret;
  }
}

// Fast on purpose: keys are random and long, there is nothing to guess.
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
