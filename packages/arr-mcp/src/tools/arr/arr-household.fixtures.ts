import { type StandIn, createRadarrStandIn, createSonarrStandIn, createWorld } from '@arr-mcp/demo-stack';

import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';
import type { ArrService } from './arr-service.ts';

const stood = { sonarr: createSonarrStandIn, radarr: createRadarrStandIn } as const;

type Given = NonNullable<Parameters<typeof createSonarrStandIn>[0]['state']>;

export const household = createWorld({ now: () => new Date('2026-11-21T12:00:00Z') });

/** One instance of an *arr with the household's library. */
export function standInFor(service: ArrService, state: Given = {}): StandIn {
  return stood[service]({ world: household, apiKey: 'k', state });
}

/** A bench whose only services are these instances: `sonarr`, `sonarr-4k`. */
export function benchOf(instances: Readonly<Record<string, StandIn>>): ToolBench {
  const known = Object.entries(instances).map(([instance, standIn]) => ({
    instance,
    standIn,
    credential: { api_key: 'k' },
  }));
  return new ToolBench({ services: registryOf(known) });
}

/** Fails as a host does that is switched off. */
export const dead: StandIn = {
  fetch: () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) })),
};

/** The same stand-in, and what it was asked for that changes something. */
export function overheard(standIn: StandIn): { standIn: StandIn; changes: string[] } {
  const changes: string[] = [];
  return {
    changes,
    standIn: {
      fetch: (request) => {
        const { pathname, search } = new URL(request.url);
        if (request.method !== 'GET') changes.push(`${request.method} ${pathname}${search}`);
        return standIn.fetch(request);
      },
    },
  };
}

/** What the stand-in was told to do, first to last. */
export async function commandsOf(standIn: StandIn): Promise<unknown> {
  const answer = await standIn.fetch(new Request('http://arr.test/api/v3/command', { headers: { 'x-api-key': 'k' } }));
  return answer.json();
}
