import { type TraktStandIn, type TraktStandInOptions, createTraktStandIn, createWorld } from '@arr-mcp/demo-stack';

import { memoryTokens } from '../../testing/memory-tokens.ts';
import { fetchOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';
import { ServiceRegistry } from '../../services/service-registry.ts';

export type Row = Record<string, unknown>;

export interface TraktToolBench {
  readonly standIns: readonly TraktStandIn[];
  readonly call: (name: string, args?: object) => Promise<Row>;
  /** the household's accounts go on a day */
  readonly passTime: (ms: number) => void;
}

export interface BenchFacts extends Partial<Pick<TraktStandInOptions, 'listLimit'>> {
  readonly instances?: readonly string[];
  /** accounts that nobody is signed in to */
  readonly signedOut?: readonly string[];
}

/** Tools on stand-ins of Trakt, each one account of one household. */
export function openTraktTools({ instances = ['trakt'], signedOut = [], ...options }: BenchFacts = {}): TraktToolBench {
  // Midday, so that no test sees a day end.
  let nowMs = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 43_200_000;
  const world = createWorld({ now: () => new Date(nowMs) });
  const known = instances.map((instance) => {
    const standIn = createTraktStandIn({ world, apiKey: 'app', ...options });
    const given = signedOut.includes(instance) ? {} : { access_token: standIn.signIn().access_token };
    return { instance, standIn, credential: { client_id: 'app', client_secret: 'secret', ...given } };
  });
  const services = new ServiceRegistry({
    settings: known.map(({ instance, credential }) => ({
      service: 'trakt',
      instance,
      source: 'environment',
      url: `http://${instance}.test`,
      credential,
    })),
    stored: () => [],
    fetch: fetchOf(known),
    tokens: memoryTokens(),
    clock: {
      now: () => nowMs,
      async wait(ms) {
        nowMs += ms;
      },
    },
  });
  const bench = new ToolBench({ services });
  return {
    standIns: known.map(({ standIn }) => standIn),
    call: async (name, args) => bench.call(name, args),
    passTime: (ms) => {
      nowMs += ms;
    },
  };
}

/** The items of a list's answer. */
export function itemsOf(answer: Row): Row[] {
  // Every list has them; a test that reads another answer fails on what it expects of them.
  return answer['items'] as Row[];
}
