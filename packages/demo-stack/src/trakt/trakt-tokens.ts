/** Tokens as Trakt gives them; times are seconds. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: 'public';
  readonly created_at: number;
}

interface Pair {
  readonly answer: TokenAnswer;
  endsAt: number;
  /** what it was traded for */
  readonly former: Pair | undefined;
  isUsed: boolean;
  /** its refresh token was traded for others */
  isTraded: boolean;
  isRevoked: boolean;
}

/**
 * When a refresh token that was traded is worth nothing any more. `once_used`: with the first use of what it was traded
 * for, as servers built on Doorkeeper have it; `at_once`: immediately.
 */
export type Rotation = 'once_used' | 'at_once';

export interface TokenOptions {
  readonly now: () => Date;
  readonly lifeSeconds: number;
  readonly rotation: Rotation;
  /** what tokens are made of */
  readonly createId: () => string;
}

/** The tokens of one account. Each refresh token is for one trade. */
export class TraktTokens {
  readonly #options: TokenOptions;
  #pairs: Pair[] = [];
  /** how often a refresh token came that had been traded for others which were in use, or might have been */
  reused = 0;
  traded = 0;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** @param id that is in both tokens */
  give(former?: Pair, id: string = this.#options.createId()): TokenAnswer {
    const { now, lifeSeconds } = this.#options;
    const answer = {
      access_token: `access-${id}`,
      token_type: 'bearer',
      expires_in: lifeSeconds,
      refresh_token: `refresh-${id}`,
      scope: 'public',
      created_at: Math.floor(now().getTime() / 1000),
    } as const;
    const endsAt = now().getTime() + lifeSeconds * 1000;
    this.#pairs.push({ answer, endsAt, former, isUsed: false, isTraded: false, isRevoked: false });
    return answer;
  }

  /** Undefined: it is not worth anything. */
  trade(refreshToken: string): TokenAnswer | undefined {
    const pair = this.#pairs.find(({ answer }) => answer.refresh_token === refreshToken);
    if (pair === undefined || pair.isRevoked) return undefined;
    const heirs = this.#pairs.filter(({ former }) => former === pair);
    if (pair.isTraded && (this.#options.rotation === 'at_once' || heirs.some(({ isUsed }) => isUsed))) {
      this.reused += 1;
      return undefined;
    }
    // What came of an earlier trade reached nobody.
    for (const heir of heirs) heir.isRevoked = true;
    pair.isTraded = true;
    this.traded += 1;
    return this.give(pair);
  }

  lets(accessToken: string): boolean {
    const pair = this.#pairs.find(({ answer }) => answer.access_token === accessToken);
    if (pair === undefined || pair.isRevoked || this.#options.now().getTime() >= pair.endsAt) return false;
    pair.isUsed = true;
    return true;
  }

  /** As time does: what they are refreshed with still works. */
  expireAll(): void {
    for (const pair of this.#pairs) pair.endsAt = this.#options.now().getTime();
  }

  /** As its user does in the settings of the account. */
  revokeAll(): void {
    for (const pair of this.#pairs) pair.isRevoked = true;
  }
}
