import { type TraktStandIn, type TraktStandInOptions, createTraktStandIn, createWorld } from '@arr-mcp/demo-stack';

import { fetchOf } from '../../testing/service-bench.ts';
import { memoryTokens } from '../../testing/memory-tokens.ts';
import type { Clock } from '../clock.ts';
import type { ServiceFetch } from '../connection/service-fetch.ts';
import type { KeptTokens, TokenKeeper } from '../kept-tokens.ts';
import type { Credential } from '../service-instance.ts';
import { type TraktClient, openTrakt } from './trakt-client.ts';

export const application = { client_id: 'app', client_secret: 'secret' } as const;
export const start = Date.UTC(2026, 10, 21, 12);

/** A clock that goes on only when it is told to, or waited for. */
export class TestClock implements Clock {
  ms = start;

  now(): number {
    return this.ms;
  }

  async wait(ms: number): Promise<void> {
    this.ms += ms;
  }
}

export interface TraktBench {
  readonly clock: TestClock;
  readonly standIn: TraktStandIn;
  readonly kept: Map<string, KeptTokens>;
  /** `GET /sync/watched/shows`, as they came */
  readonly asked: Request[];
  /** a client of a process that was started just now */
  open(parts?: Partial<Parts>): TraktClient;
}

interface Parts {
  readonly credential: Credential;
  readonly tokens: TokenKeeper;
  readonly fetch: ServiceFetch;
}

const signal = new AbortController().signal;

/** A stand-in of Trakt, a clock that both sides have, and clients of it. */
export function openTraktBench(options: Partial<TraktStandInOptions> = {}): TraktBench {
  const clock = new TestClock();
  const world = createWorld({ now: () => new Date(clock.ms) });
  const standIn = createTraktStandIn({ world, apiKey: application.client_id, ...options });
  const kept = new Map<string, KeptTokens>();
  const asked: Request[] = [];
  const fetch = fetchOf([{ instance: 'trakt', standIn, credential: {} }]);
  return {
    clock,
    standIn,
    kept,
    asked,
    open(parts) {
      const open = openTrakt({
        service: 'trakt',
        instance: 'trakt',
        baseUrl: 'http://trakt.test',
        credential: application,
        tokens: memoryTokens(kept),
        clock,
        fetch: async (url, init) => {
          asked.push(new Request(url, init));
          return fetch(url, init);
        },
        ...parts,
      });
      return open(signal);
    },
  };
}

/** What a sign-in left behind. */
export function signedIn({ standIn, clock, kept }: Pick<TraktBench, 'standIn' | 'clock' | 'kept'>): KeptTokens {
  const given = standIn.signIn();
  const tokens: KeptTokens = {
    clientId: application.client_id,
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    givenAt: clock.ms,
    lifeMs: given.expires_in * 1000,
  };
  kept.set('trakt', tokens);
  return tokens;
}
