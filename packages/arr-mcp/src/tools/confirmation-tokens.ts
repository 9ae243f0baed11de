import { createHash, randomBytes } from 'node:crypto';

/** What a token stands for: the caller, and the tool with its arguments and plan as canonical JSON. */
export interface ConfirmationBinding {
  readonly caller: string;
  readonly call: string;
}

interface Issued {
  readonly fingerprint: string;
  readonly expires: number;
}

export const confirmationLifetimeMs = 10 * 60 * 1000;
// Enough for every open preview of a household; a flood of previews pushes out the oldest.
const maxIssued = 1000;

/** Proofs of consent: bound to the call and its plan, used once, gone after ten minutes or a restart. */
export class ConfirmationTokens {
  readonly #issued = new Map<string, Issued>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  issue(binding: ConfirmationBinding): string {
    const [oldest] = this.#issued.keys();
    if (this.#issued.size >= maxIssued && oldest !== undefined) this.#issued.delete(oldest);
    const token = randomBytes(16).toString('base64url');
    this.#issued.set(token, { fingerprint: fingerprint(binding), expires: this.#now() + confirmationLifetimeMs });
    return token;
  }

  /** Takes the token out. Returns why the call may not go on, an empty text when no token was given at all. */
  redeem(token: string | undefined, binding: ConfirmationBinding): string | undefined {
    if (token === undefined) return '';
    const issued = this.#issued.get(token);
    // A token that fits another call is spent too: whoever sends it has mixed something up.
    this.#issued.delete(token);
    if (issued === undefined) return 'This confirmation_token is unknown or was used already.';
    if (issued.expires <= this.#now()) return 'This confirmation_token has expired.';
    if (issued.fingerprint === fingerprint(binding)) return undefined;
    return 'This confirmation_token was for another call, or what the call would do has changed since; look again.';
  }

  /** Makes a token void without a call. */
  withdraw(token: string): void {
    this.#issued.delete(token);
  }
}

function fingerprint({ caller, call }: ConfirmationBinding): string {
  return createHash('sha256').update(`${caller}\0${call}`).digest('base64');
}
