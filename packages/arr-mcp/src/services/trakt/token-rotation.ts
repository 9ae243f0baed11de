import { AppError } from '../../errors.ts';
import type { Clock } from '../clock.ts';
import type { KeptTokens, TokenKeeper } from '../kept-tokens.ts';
import { ServiceError } from '../service-error.ts';
import type { Credential } from '../service-instance.ts';
import { type GivenPair, configuredTokens, leftMs, originOf, toKept, withoutMark } from './token-facts.ts';
import type { RefreshAnswer, TraktOAuth } from './trakt-oauth.ts';
import { noClientSecret, notSignedIn, signedOut } from './trakt-refusals.ts';

export interface RotationParts {
  readonly instance: string;
  readonly credential: Credential;
  readonly oauth: Pick<TraktOAuth, 'refresh'>;
  readonly keeper: TokenKeeper;
  readonly clock: Clock;
}

// New tokens are asked for while the old ones have half of their life before them: whatever goes wrong then, there is
// an access token that works, and time.
const earlyShare = 0.5;
// After a try that came to nothing, and changed nothing.
const quietMs = 60_000;
// Somebody else's request for tokens takes no longer than a request may.
const patienceMs = 20_000;

/**
 * The tokens of one account, and their change. A refresh token works once, so that three things hold: that it is sent
 * is noted before; what comes back is on disk before it is used; and one whose fate is not known is sent again only
 * when there is no access token left that works. See docs/adr/0020-trakt-tokens.md.
 */
export class TokenRotation {
  readonly #parts: RotationParts;
  #running: Promise<KeptTokens> | undefined;
  /** given, and not on disk yet */
  #unkept: KeptTokens | undefined;
  #quietUntil = 0;
  #fresh: string | undefined;

  constructor(parts: RotationParts) {
    this.#parts = parts;
  }

  /** The newest tokens that are known: those that are kept, unless others were configured since. */
  current(): KeptTokens | undefined {
    const { instance, credential, keeper } = this.#parts;
    const kept = keeper.find(instance);
    const configured = configuredTokens(credential);
    const isOurs = kept !== undefined && kept.clientId === credential.client_id;
    return isOurs && (configured === undefined || kept.after === configured.after) ? kept : configured;
  }

  /** What a call is signed with. @throws AppError when there is nothing that works */
  async usable(): Promise<KeptTokens> {
    const problem = this.#keepTheUnkept();
    const tokens = this.current();
    if (tokens === undefined) throw notSignedIn(this.#parts.instance);
    const left = leftMs(tokens, this.#parts.clock.now());
    if (left <= 0) {
      if (problem !== undefined) throw problem;
      return this.#renew(tokens, patienceMs);
    }
    return this.#isDue(tokens, left) ? this.#renewEarly(tokens) : tokens;
  }

  /** Others in place of an access token that was refused. @throws AppError when there are none */
  async inPlaceOf({ accessToken }: KeptTokens): Promise<KeptTokens> {
    const { instance } = this.#parts;
    const latest = this.current();
    if (latest === undefined) throw notSignedIn(instance);
    if (latest.accessToken !== accessToken) return latest;
    // One that was given just now will not become better by asking for one more.
    if (this.#fresh === accessToken) throw signedOut(instance, 'it refuses its own new access token');
    const next = await this.#renew(latest, patienceMs);
    this.#fresh = next.accessToken;
    return next;
  }

  /** Keeps what a sign-in gave. @throws AppError when it cannot be kept */
  async adopt(given: GivenPair): Promise<void> {
    const { instance, credential, keeper } = this.#parts;
    const tokens = this.#toKept(given, configuredTokens(credential));
    this.#unkept = tokens;
    const keep = async (): Promise<void> => keeper.keep(instance, tokens);
    // Whoever renews the former ones would otherwise write over these.
    await keeper.alone(keep, patienceMs);
    this.#unkept = undefined;
  }

  async #renewEarly(tokens: KeptTokens): Promise<KeptTokens> {
    try {
      return await this.#renew(tokens, 0);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#quietUntil = this.#parts.clock.now() + quietMs;
      return tokens;
    }
  }

  async #renew(tokens: KeptTokens, patience: number): Promise<KeptTokens> {
    this.#running ??= this.#renewAlone(tokens, patience).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #renewAlone(tokens: KeptTokens, patience: number): Promise<KeptTokens> {
    const { instance, keeper } = this.#parts;
    const problem = this.#obstacleFor(tokens);
    if (problem !== undefined) throw problem;
    return keeper.alone(async () => {
      const unkept = this.#keepTheUnkept();
      if (unkept !== undefined) throw unkept;
      const latest = this.current() ?? tokens;
      // Another process was faster.
      if (latest.accessToken !== tokens.accessToken) return latest;
      if (latest.refreshToken === undefined) throw signedOut(instance, 'its access token has expired');
      keeper.keep(instance, { ...latest, isAsked: true });
      return this.#take(latest, await this.#ask(latest, latest.refreshToken));
    }, patience);
  }

  async #ask(tokens: KeptTokens, refreshToken: string): Promise<RefreshAnswer> {
    const { instance, credential, oauth, keeper } = this.#parts;
    const { client_id: id = '', client_secret: secret = '' } = credential;
    try {
      return await oauth.refresh(refreshToken, { id, secret });
    } catch (error) {
      // A refusal says that nothing was given; after a lost connection nobody knows.
      const isRefusal = error instanceof ServiceError && ['unauthorized', 'rate_limited'].includes(error.code);
      if (isRefusal) keeper.keep(instance, withoutMark(tokens));
      throw error;
    }
  }

  #take(before: KeptTokens, answer: RefreshAnswer): KeptTokens {
    const { instance, keeper } = this.#parts;
    if (answer.outcome === 'spent') {
      const { refreshToken: _spent, ...rest } = withoutMark(before);
      keeper.keep(instance, rest);
      throw signedOut(instance, answer.why);
    }
    const next = this.#toKept(answer.tokens, before);
    this.#unkept = next;
    keeper.keep(instance, next);
    this.#unkept = undefined;
    return next;
  }

  // A full disk: what was given waits in memory, and nothing is asked for meanwhile.
  #keepTheUnkept(): AppError | undefined {
    if (this.#unkept === undefined) return undefined;
    try {
      this.#parts.keeper.keep(this.#parts.instance, this.#unkept);
      this.#unkept = undefined;
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  #obstacleFor({ refreshToken }: KeptTokens): AppError | undefined {
    const { instance, credential, keeper } = this.#parts;
    if (refreshToken === undefined) return signedOut(instance, 'its access token no longer works');
    if (credential.client_secret === undefined) return noClientSecret(instance);
    return keeper.obstacle();
  }

  #isDue(tokens: KeptTokens, left: number): boolean {
    const { lifeMs = 0, isAsked } = tokens;
    const isEarly = isAsked === undefined && left <= lifeMs * (1 - earlyShare);
    return isEarly && this.#parts.clock.now() >= this.#quietUntil && this.#obstacleFor(tokens) === undefined;
  }

  #toKept(given: GivenPair, before: KeptTokens | undefined): KeptTokens {
    const { credential, clock } = this.#parts;
    return { ...toKept(given, credential.client_id ?? '', clock.now()), ...originOf(before) };
  }
}
