import { type PlexStandIn, type World, createPlexStandIn, createPlexTvStandIn, createWorld } from '@arr-mcp/demo-stack';

import { ServiceRegistry } from '../../services/service-registry.ts';
import { fetchOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

export const token = 'plex-t0ken';
export const now = new Date('2026-11-21T12:00:00Z');

export type Row = Record<string, unknown>;

export interface Household {
  readonly bench: ToolBench;
  /** the servers, the first one first */
  readonly servers: readonly PlexStandIn[];
  /** what was asked, in order: `GET /library/sections` */
  readonly asked: string[];
}

export interface HouseholdFacts {
  readonly instances?: readonly string[];
  /** instances that nobody reaches */
  readonly down?: readonly string[];
  readonly world?: Partial<World>;
  readonly views?: number;
  /** plex.tv can be reached */
  readonly online?: boolean;
  /** every server answers XML, as those do that know no JSON */
  readonly xml?: boolean;
  readonly instead?: (request: Request) => Response | undefined;
}

/** Tools on stand-ins of Plex and plex.tv; each server keeps what it is told for itself. */
export function openHousehold(facts: HouseholdFacts = {}): Household {
  const { instances = ['plex'], down = [], views, online = false, xml = false, instead = () => undefined } = facts;
  const world = createWorld({ now: () => now, ...facts.world });
  const servers = instances.map(() =>
    createPlexStandIn({ world, apiKey: token, ...(views === undefined ? {} : { views }) }),
  );
  const [first] = servers;
  const asked: string[] = [];
  const reach = fetchOf(
    instances.flatMap((instance, index) => {
      const standIn = servers[index];
      return standIn === undefined || down.includes(instance) ? [] : [{ instance, standIn, credential: {} }];
    }),
  );
  const services = new ServiceRegistry({
    settings: instances.map((instance) => ({
      service: 'plex',
      instance,
      source: 'environment',
      url: `http://${instance}.test`,
      credential: { token },
    })),
    stored: () => [],
    limits: { failures: 1000 },
    fetch: async (url, init) => {
      const { host, pathname, search } = new URL(url);
      asked.push(`${init.method} ${decodeURIComponent(pathname + search)}`);
      if (url.includes(token)) throw new Error(`${pathname} has the token in its address`);
      const headers = xml ? { ...init.headers, accept: 'text/xml' } : init.headers;
      const given = instead(new Request(url, { method: init.method, headers }));
      if (given !== undefined) return given;
      if (host !== 'plex.tv' || !online || first === undefined) return reach(url, { ...init, headers });
      return createPlexTvStandIn({ state: first.state, token }).fetch(new Request(url, init));
    },
  });
  return { bench: new ToolBench({ services }), servers, asked };
}

/** The items of a list's answer. */
export function itemsOf(answer: Row): Row[] {
  // Every list has them; a test that reads another answer fails on what it expects of them.
  return answer['items'] as Row[];
}
