import { toPlainLine } from '@arr-mcp/helper-protocol';

import { AppError } from '../../errors.ts';
import type { Clock } from '../clock.ts';
import type { TokenKeeper } from '../kept-tokens.ts';
import type { Credential } from '../service-instance.ts';
import type { TokenRotation } from './token-rotation.ts';
import type { TraktApplication, TraktOAuth } from './trakt-oauth.ts';
import { noClientSecret } from './trakt-refusals.ts';

/** What somebody who signs in has to do. */
export interface SignInCode {
  readonly code: string;
  readonly address: string;
  /** milliseconds */
  readonly endsAt: number;
}

interface Flow extends SignInCode {
  readonly deviceCode: string;
  intervalMs: number;
  nextPollAt: number;
  polling?: Promise<void> | undefined;
  /** absent: the code may still be entered */
  outcome?: 'given' | AppError;
}

export interface SignInParts {
  readonly instance: string;
  readonly credential: Credential;
  readonly oauth: Pick<TraktOAuth, 'deviceCode' | 'deviceToken'>;
  readonly rotation: Pick<TokenRotation, 'adopt'>;
  readonly keeper: Pick<TokenKeeper, 'obstacle'>;
  readonly clock: Clock;
}

// RFC 8628 §3.5: so much slower whenever Trakt finds us too fast.
const slowerMs = 5000;
const shownLength = 200;

/** Signing in with a code that the user enters at Trakt. A new code takes the place of the former. */
export class DeviceSignIn {
  readonly #parts: SignInParts;
  #flow: Flow | undefined;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** The code that somebody may still enter. */
  pending(): SignInCode | undefined {
    const flow = this.#flow;
    return flow === undefined || flow.outcome !== undefined || this.#parts.clock.now() >= flow.endsAt
      ? undefined
      : flow;
  }

  /** @throws AppError not_configured when what is given in the end could not be kept */
  async begin(): Promise<SignInCode> {
    const { oauth, clock } = this.#parts;
    const { id } = this.#application();
    const given = await oauth.deviceCode(id);
    if (this.#flow !== undefined) this.#flow.outcome ??= ended('another code took its place');
    const intervalMs = given.interval * 1000;
    this.#flow = {
      code: toPlainLine(given.user_code).slice(0, shownLength),
      address: toPlainLine(given.verification_url).slice(0, shownLength),
      endsAt: clock.now() + given.expires_in * 1000,
      deviceCode: given.device_code,
      intervalMs,
      nextPollAt: clock.now() + intervalMs,
    };
    return this.#flow;
  }

  /** Waits until the code was entered; several may wait for the same. @throws AppError when it never will be */
  async finish(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const flow = this.#flow;
    if (flow === undefined) throw ended('no code was shown');
    while (flow.outcome === undefined) {
      await clock.wait(Math.max(0, flow.nextPollAt - clock.now()), signal);
      signal.throwIfAborted();
      if (clock.now() >= flow.endsAt) flow.outcome ??= ended('the code was not entered in time');
      else if (clock.now() >= flow.nextPollAt) await this.#pollOnce(flow);
    }
    if (flow.outcome !== 'given') throw flow.outcome;
  }

  // What the code is traded for is given once: nobody asks beside somebody who does.
  async #pollOnce(flow: Flow): Promise<void> {
    flow.polling ??= this.#poll(flow).finally(() => {
      flow.polling = undefined;
    });
    await flow.polling;
  }

  async #poll(flow: Flow): Promise<void> {
    const { oauth, rotation, clock } = this.#parts;
    flow.nextPollAt = clock.now() + flow.intervalMs;
    const answer = await oauth.deviceToken(flow.deviceCode, this.#application());
    if (answer.outcome === 'given') {
      await rotation.adopt(answer.tokens);
      flow.outcome = 'given';
    } else if (answer.outcome === 'denied') {
      flow.outcome = ended('the user has refused');
    } else if (answer.outcome === 'expired') {
      flow.outcome = ended('the code was not entered in time, or was used already');
    } else if (answer.outcome === 'too_often') {
      flow.intervalMs += slowerMs;
      flow.nextPollAt = clock.now() + flow.intervalMs;
    }
  }

  #application(): TraktApplication {
    const { instance, credential, keeper } = this.#parts;
    const { client_id: id = '', client_secret: secret } = credential;
    if (secret === undefined) throw noClientSecret(instance);
    const obstacle = keeper.obstacle();
    if (obstacle !== undefined) throw obstacle;
    return { id, secret };
  }
}

function ended(why: string): AppError {
  return new AppError('refused', `nobody was signed in: ${why}`, { hint: 'trakt_sign_in shows a new code.' });
}
