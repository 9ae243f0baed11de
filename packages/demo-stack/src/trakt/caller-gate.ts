import type { MiddlewareHandler } from 'hono';

import type { TraktTokens } from './trakt-tokens.ts';

export interface GateOptions {
  readonly apiKey: string;
  readonly tokens: TraktTokens;
  readonly now: () => Date;
}

/** Who may pass: nobody too soon, applications with a version and a known id, users with a token. */
export class CallerGate {
  readonly #options: GateOptions;
  #restsUntil = 0;
  #isLocked = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  readonly isRested: MiddlewareHandler = async (_context, next) => {
    const seconds = Math.ceil((this.#restsUntil - this.#options.now().getTime()) / 1000);
    return seconds > 0 ? refuse(429, { 'retry-after': String(seconds) }) : next();
  };

  readonly knowsApplication: MiddlewareHandler = async ({ req }, next) => {
    const isKnown = req.header('trakt-api-key') === this.#options.apiKey && req.header('trakt-api-version') === '2';
    return isKnown && req.header('user-agent') !== undefined ? next() : refuse(403);
  };

  readonly knowsUser: MiddlewareHandler = async ({ req }, next) => {
    const [, token = ''] = /^Bearer (.+)$/.exec(req.header('authorization') ?? '') ?? [];
    if (!this.#options.tokens.lets(token)) return refuse(401);
    return this.#isLocked ? refuse(423) : next();
  };

  /** Takes no calls for so long. */
  rest(seconds: number): void {
    this.#restsUntil = this.#options.now().getTime() + seconds * 1000;
  }

  lock(): void {
    this.#isLocked = true;
  }
}

function refuse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers });
}
