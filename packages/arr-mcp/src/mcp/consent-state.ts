import { createHash, randomBytes } from 'node:crypto';

import { type ServerContext, createRequestStateCodec } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { canonicalJson } from '../tools/canonical-json.ts';
import { confirmationLifetimeMs } from '../tools/confirmation-tokens.ts';

/** The call that a person is asked about. */
export interface AskedCall {
  readonly callerId: string;
  readonly name: string;
  readonly args: unknown;
}

const State = z.object({ token: z.string(), call: z.string() });
// Told apart from no state at all, and from one that somebody forged.
const outdated = null;

/**
 * What a client keeps while it asks its user: the confirmation token, signed together with the caller and the call.
 * The key is the process's own, as the tokens are: neither means anything after a restart.
 */
export class ConsentState {
  readonly #codec = createRequestStateCodec({
    key: randomBytes(32),
    ttlSeconds: confirmationLifetimeMs / 1000,
  });

  async seal(token: string, call: AskedCall): Promise<string> {
    return this.#codec.mint({ token, call: digest(call) });
  }

  /**
   * For the SDK, which asks before it runs a call and answers what this throws with -32602.
   * @throws for what was not signed here; what has only become too old is a state that `tokenFor` finds nothing in
   */
  readonly verify = async (state: string, context: ServerContext): Promise<unknown> =>
    this.#codec.verify(state, context).catch((error: unknown) => {
      if (error instanceof Error && error.message === 'expired') return outdated;
      throw error;
    });

  /** @param state what `verify` gave; undefined comes back unless it is for this very call of this caller */
  tokenFor(state: unknown, call: AskedCall): string | undefined {
    const opened = State.safeParse(state);
    return opened.success && opened.data.call === digest(call) ? opened.data.token : undefined;
  }
}

function digest({ callerId, name, args }: AskedCall): string {
  return createHash('sha256')
    .update(canonicalJson([callerId, name, args ?? {}]))
    .digest('base64url');
}
