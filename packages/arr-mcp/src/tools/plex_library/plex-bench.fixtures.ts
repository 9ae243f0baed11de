import { type PlexStandIn, type World, createPlexStandIn, createPlexTvStandIn, createWorld } from '@arr-mcp/demo-stack';
import { checkedStandIn, lacksShared } from '@arr-mcp/demo-stack/testing';

import { ServiceRegistry } from '../../services/service-registry.ts';
import { isKnownDeviation, loadPlexDescription } from '../../testing/plex-description.ts';
import { fetchOf } from '../../testing/service-bench.ts';
import { type BenchOptions, ToolBench } from '../../testing/tool-bench.ts';

const description = lacksShared ? undefined : loadPlexDescription();
const now = new Date('2026-11-21T12:00:00Z');

export const token = 'plex-t0ken';

export type Row = Record<string, unknown>;

export interface PlexBench {
  /** fails when the stand-in was asked, or answered, against the API description, or an answer holds a token */
  readonly call: (name: string, args?: object, options?: BenchOptions) => Promise<Row>;
  readonly confirm: (name: string, args: object) => Promise<{ preview: Row; done: Row }>;
  /** the writes that reached a server: `PUT /:/scrobble?…` */
  readonly writes: string[];
  /** the bodies that were sent, in order */
  readonly uploads: Buffer[];
  /** the servers, the first one first */
  readonly servers: readonly PlexStandIn[];
}

export interface BenchFacts {
  readonly instances?: readonly string[];
  /** those that refuse the token they are given */
  readonly refusing?: readonly string[];
  readonly world?: Partial<World>;
  /** answers in place of a server's for some requests: what fails, or is told otherwise */
  readonly instead?: (request: Request) => Response | undefined;
  /** what can be read from disk */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** every server answers XML, as those do that know no JSON */
  readonly xml?: boolean;
  /** plex.tv cannot be reached */
  readonly offline?: boolean;
  /** answers in place of plex.tv's */
  readonly tv?: (path: string) => Response | undefined;
}

/** Tools on stand-ins of Plex that show one household; each keeps what it is told for itself. */
export function openPlexBench(facts: BenchFacts = {}): PlexBench {
  const { instances = ['plex'], refusing = [], instead = () => undefined, offline = false, files = {} } = facts;
  const uploads: Buffer[] = [];
  const [problems, writes]: [string[], string[]] = [[], []];
  const world = createWorld({ now: () => now, ...facts.world });
  const servers = instances.map(() => createPlexStandIn({ world, apiKey: token }));
  const watched = servers.map((standIn) => ({
    fetch: async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      if (request.method !== 'GET' || pathname.startsWith('/player/p') || pathname.startsWith('/player/n'))
        writes.push(`${request.method} ${decodeURIComponent(pathname + search)}`);
      if (search.includes(token)) problems.push(`${pathname} has the token in its address`);
      const body = Buffer.from(await request.clone().arrayBuffer());
      if (body.byteLength > 0) uploads.push(body);
      if (facts.xml === true) request.headers.set('accept', 'text/xml');
      return instead(request) ?? standIn.fetch(request);
    },
  }));
  const fetchInstance = fetchOf(
    instances.map((instance, index) => ({
      instance,
      standIn: checked(watched[index], facts.xml === true ? [] : problems),
      credential: {},
    })),
  );
  const services = new ServiceRegistry({
    settings: instances.map((instance) => ({
      service: 'plex',
      instance,
      source: 'environment',
      url: `http://${instance}.test`,
      credential: { token: refusing.includes(instance) ? 'another' : token },
    })),
    stored: () => [],
    fetch: async (url, init) => {
      const [first] = servers;
      if (new URL(url).host !== 'plex.tv' || offline || first === undefined) return fetchInstance(url, init);
      const given = facts.tv?.(new URL(url).pathname);
      if (given !== undefined) return given;
      return createPlexTvStandIn({ state: first.state, token }).fetch(new Request(url, init));
    },
  });
  const bench = new ToolBench({ services, files: { read: async (path) => toContent(files[path]) } });
  return {
    call: async (name, args, options) => sound(await bench.call(name, args, options), problems),
    confirm: async (name, args) => sound(await bench.confirm(name, args), problems),
    writes,
    uploads,
    servers,
  };
}

type Answering = { readonly fetch: (request: Request) => Promise<Response> };

function checked(standIn: Answering = { fetch: async () => new Response() }, problems: string[]): Answering {
  if (description === undefined) return standIn;
  const held = checkedStandIn(standIn, description, (problem) => {
    if (!isKnownDeviation(problem)) problems.push(problem);
  });
  return { fetch: async (request) => held.fetch(request) };
}

function sound<Answer>(answer: Answer, problems: readonly string[]): Answer {
  if (problems.length > 0) throw new Error(problems.join('\n'));
  if (/plex-t0ken|transient-0/.test(JSON.stringify(answer))) throw new Error('the answer holds a token');
  return answer;
}

function toContent(content: Buffer | undefined) {
  return content === undefined ? undefined : { content, sha256: '', mode: 0o644, uid: 0, gid: 0 };
}

/** The items of a list's answer. */
export function itemsOf(answer: Row): Row[] {
  // Every list has them; a test that reads another answer fails on what it expects of them.
  return answer['items'] as Row[];
}
