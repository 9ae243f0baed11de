import { type StandIn, type World, createSonarrStandIn, createWorld } from '@arr-mcp/demo-stack';
import { checkedStandIn, lacksShared, loadApiDescription } from '@arr-mcp/demo-stack/testing';

import { type FakeInstance, registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const description = lacksShared ? undefined : loadApiDescription('sonarr-v3.openapi.json');

export type Row = Record<string, unknown>;

export interface SonarrBench {
  /** fails when the stand-in was asked, or answered, against Sonarr's API description */
  readonly call: (name: string, args?: object) => Promise<Row>;
  /** the preview of a destructive tool, and what it answers when it is agreed to */
  readonly confirm: (name: string, args: object) => Promise<{ preview: Row; done: Row }>;
  /** what the first stand-in itself has at a path below `/api/v3/` */
  readonly ask: (path: string) => Promise<unknown>;
  /** the writes that reached a stand-in: `DELETE /api/v3/series/1` */
  readonly writes: string[];
}

export interface BenchFacts {
  readonly instances?: readonly string[];
  /** in place of the household's */
  readonly series?: World['series'];
  readonly rootFolders?: readonly string[];
  /** those that refuse the key they are given */
  readonly refusing?: readonly string[];
}

/** Tools on stand-ins of Sonarr that show one household; each keeps what it is told for itself. */
export function openSonarrBench({
  instances = ['sonarr'],
  refusing = [],
  series,
  rootFolders = ['/data/media/tv'],
}: BenchFacts = {}): SonarrBench {
  const problems: string[] = [];
  const writes: string[] = [];
  const world = createWorld(series === undefined ? {} : { series });
  const state = { rootFolders: rootFolders.map((path, index) => ({ id: index + 1, path, accessible: true })) };
  const known = instances.map((instance): FakeInstance => {
    const standIn = watched(createSonarrStandIn({ world, apiKey: 'k', state }), problems, writes);
    return { instance, standIn, credential: { api_key: refusing.includes(instance) ? 'another' : 'k' } };
  });
  const bench = new ToolBench({ services: registryOf(known) });
  return {
    call: async (name, args) => checked(await bench.call(name, args), problems),
    confirm: async (name, args) => checked(await bench.confirm(name, args), problems),
    ask: async (path) => askStandIn(known[0]?.standIn, path),
    writes,
  };
}

function checked<Answer>(answer: Answer, problems: readonly string[]): Answer {
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return answer;
}

async function askStandIn(standIn: StandIn | undefined, path: string): Promise<unknown> {
  const request = new Request(`http://sonarr.test/api/v3/${path}`, { headers: { 'x-api-key': 'k' } });
  return (await standIn?.fetch(request))?.json();
}

function watched(standIn: StandIn, problems: string[], writes: string[]): StandIn {
  const noted: StandIn = {
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      if (request.method !== 'GET') writes.push(`${request.method} ${pathname}${search}`);
      return standIn.fetch(request);
    },
  };
  if (description === undefined) return noted;
  // The parameters of a command stand beside its name, and are described nowhere.
  return checkedStandIn(noted, description, (problem) => {
    if (!problem.startsWith('POST /api/v3/command')) problems.push(problem);
  });
}

/** The items of a list's answer. */
export function itemsOf(answer: Row): Row[] {
  // Every list has them; a test that reads another answer fails on what it expects of them.
  return answer['items'] as Row[];
}
