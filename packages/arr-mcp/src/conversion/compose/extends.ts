import { posix } from 'node:path';

import { unknownKeys } from './compose-schema/section.ts';
import type { TreeScope } from './compose-tree.ts';
import { type Spot } from './load-journal.ts';
import { mergeServices } from './merge-trees.ts';
import { absolutePath } from './paths.ts';
import { type Raw, type RawMap, isRawMap, mapOf, withKeys } from './raw-tree.ts';
import { parseComposeFile, toComposeTree } from './read-compose-file.ts';
import { serviceWithAbsolutePaths } from './relative-paths.ts';

/** The tree with each service merged over the one that it extends. */
export async function resolveExtends(tree: RawMap, path: string, scope: TreeScope): Promise<RawMap> {
  const services = mapOf(tree['services']);
  if (!Object.values(services).some((service) => mapOf(service)['extends'] !== undefined)) return tree;
  const resolver = new ExtendsResolver(scope);
  const file = { path, directory: scope.directory, services };
  const extended: Record<string, Raw> = {};
  for (const [name, service] of Object.entries(services)) {
    extended[name] = isRawMap(service) ? await resolver.resolve(file, name, []) : service;
  }
  return withKeys(tree, { services: withKeys(services, extended) });
}

interface ServiceFile {
  readonly path: string;
  /** what paths in it are relative to */
  readonly directory: string;
  readonly services: RawMap;
}

interface Reference {
  readonly service: string;
  readonly file?: string;
}

const maxChain = 50;

class ExtendsResolver {
  readonly #scope: TreeScope;
  readonly #files = new Map<string, ServiceFile | undefined>();

  constructor(scope: TreeScope) {
    this.#scope = scope;
  }

  /** @param chain the services on the way here, as `file#service` */
  async resolve(file: ServiceFile, name: string, chain: readonly string[]): Promise<RawMap> {
    const service = mapOf(file.services[name]);
    const spot = { subject: `services.${name}`, attribute: 'extends' };
    const reference = this.#referenceOf(service['extends'] ?? null, spot);
    if (reference === undefined) return service;
    const base = await this.#baseOf(file, reference, { spot, chain: [...chain, `${file.path}#${name}`] });
    return base === undefined ? service : mergeServices(base, service);
  }

  async #baseOf(
    file: ServiceFile,
    { service, file: other }: Reference,
    { spot, chain }: { spot: Spot; chain: readonly string[] },
  ): Promise<RawMap | undefined> {
    const { journal } = this.#scope;
    const target = other === undefined ? file : await this.#fileAt(absolutePath(file.directory, other), spot);
    if (target === undefined) return undefined;
    const link = `${target.path}#${service}`;
    if (chain.length > maxChain) {
      journal.error(spot, `services extend each other over more than ${maxChain} steps; extend fewer.`);
      return undefined;
    }
    if (chain.includes(link)) {
      const round = [...chain.slice(chain.indexOf(link)), link].map((each) => journal.nameOf(each)).join(' → ');
      journal.error(spot, `services extend each other in a circle: ${round}; remove one extends.`);
      return undefined;
    }
    if (!isRawMap(target.services[service])) {
      journal.error(spot, `${journal.nameOf(target.path)} has no service ${service} to extend; correct the name.`);
      return undefined;
    }
    const base = await this.resolve(target, service, chain);
    return target.directory === file.directory ? base : serviceWithAbsolutePaths(base, target.directory);
  }

  async #fileAt(path: string, spot: Spot): Promise<ServiceFile | undefined> {
    if (!this.#files.has(path)) this.#files.set(path, await this.#readFile(path, spot));
    return this.#files.get(path);
  }

  async #readFile(path: string, spot: Spot): Promise<ServiceFile | undefined> {
    const { journal, lookup } = this.#scope;
    const text = await journal.read(path, spot, 'essential');
    const document = text === undefined ? undefined : parseComposeFile(text, path, journal);
    const tree = document === undefined ? undefined : toComposeTree(document, lookup, journal);
    if (tree === undefined) return undefined;
    return { path, directory: posix.dirname(path), services: mapOf(tree['services']) };
  }

  #referenceOf(value: Raw, spot: Spot): Reference | undefined {
    if (value === null) return undefined;
    if (typeof value === 'string') return { service: value };
    const { service, file, ...others } = mapOf(value);
    const unknown = Object.keys(others);
    if (unknown.length > 0) this.#scope.journal.error(spot, unknownKeys(unknown, ['service', 'file']));
    if (typeof service === 'string' && (file === undefined || file === null)) return { service };
    if (typeof service === 'string' && typeof file === 'string') return { service, file };
    this.#scope.journal.error(spot, 'the name of a service, or a mapping with service and file, is expected.');
    return undefined;
  }
}
