import { AppError } from '../../errors.ts';
import type { ContainerRuntime } from '../../runtime/container-runtime.ts';
import type { Container, ContainerDetails } from '../../runtime/container.ts';
import type { KnownService, ServiceInstance } from '../../services/service-instance.ts';
import type { ServiceRegistry } from '../../services/service-registry.ts';
import { type Viewpoint, publishedPort } from './candidate-urls.ts';
import type { FoundService, ServiceScan } from './found-service.ts';
import { type LocateParts, locateService } from './locate-service.ts';
import { matchContainers } from './match-container.ts';
import { nameInstances } from './name-instances.ts';
import { readFolders } from './service-folder.ts';
import { type JoinParts, type SeenContainer, type Sighting, joinSightings } from './sightings.ts';

export interface DiscoveryParts extends JoinParts, Omit<LocateParts, 'viewpoint'> {
  /** looked up anew for each scan: a host that is resumed may have another address */
  readonly findViewpoint: () => Promise<Viewpoint>;
  readonly runtime: Pick<ContainerRuntime, 'list' | 'get'>;
  readonly registry: Pick<ServiceRegistry, 'list' | 'setDiscovered'>;
  /** the operator's switch: keys may be taken from configuration files */
  readonly readsKeys: boolean;
}

interface Looking {
  readonly configured: readonly ServiceInstance[];
  readonly parts: LocateParts;
  readonly signal: AbortSignal;
}

interface Containers {
  readonly seen: readonly SeenContainer[];
  readonly problem?: string;
}

/** Finds the services that run here, and tells the registry where they are. */
export class ServiceDiscovery {
  readonly #parts: DiscoveryParts;

  constructor(parts: DiscoveryParts) {
    this.#parts = parts;
  }

  /** Looks at containers and folders anew. What does not answer before the signal counts as silent. */
  async scan(signal: AbortSignal): Promise<ServiceScan> {
    const { directory, registry } = this.#parts;
    const [{ seen, problem }, folders, viewpoint] = await Promise.all([
      this.#containers(signal),
      readFolders(directory, this.#parts),
      this.#parts.findViewpoint(),
    ]);
    const parts = { ...this.#parts, viewpoint };
    const sightings = await joinSightings(seen, folders, this.#parts);
    const configured = registry.list().filter(isConfigured);
    const named = nameSightings(sightings, configured, parts);
    const found = await Promise.all(
      named.map(async ([instance, sighting]) => this.#describe(instance, sighting, { configured, parts, signal })),
    );
    registry.setDiscovered(found.flatMap(({ service, isOwnConfig }) => this.#toKnown(service, isOwnConfig)));
    const used = new Set(sightings.map(({ folder }) => folder));
    return {
      found: found.map(({ service }) => service),
      otherFolders: folders.map(({ name }) => name).filter((name) => !used.has(name)),
      ...(problem === undefined ? {} : { runtimeProblem: problem }),
    };
  }

  async #containers(signal: AbortSignal): Promise<Containers> {
    const { runtime, catalog } = this.#parts;
    try {
      const matches = matchContainers(await runtime.list({ signal }), catalog);
      const details = await Promise.all(matches.map(async ({ container }) => this.#inspect(container, signal)));
      return { seen: matches.map((match, index) => ({ ...match, ...details[index] })) };
    } catch (error) {
      if (error instanceof AppError) return { seen: [], problem: error.message };
      throw error;
    }
  }

  // A container that went away meanwhile, or is not told of in time, is one whose mounts are not known.
  async #inspect({ id }: Container, signal: AbortSignal): Promise<{ details?: ContainerDetails }> {
    try {
      return { details: await this.#parts.runtime.get(id, { signal }) };
    } catch (error) {
      if (error instanceof AppError) return {};
      throw error;
    }
  }

  async #describe(
    instance: string,
    sighting: Sighting,
    { configured, parts, signal }: Looking,
  ): Promise<{ service: FoundService; isOwnConfig: boolean }> {
    const { service, folder, config, isOwnConfig } = sighting;
    // An address that somebody has set is the one: nothing is looked for beside it.
    const hasAddress = configured.some((each) => each.instance === instance && isPlaced(each));
    const location = hasAddress ? undefined : await locateService(sighting, instance, { parts, signal });
    const container = describeContainer(sighting, parts);
    return {
      isOwnConfig,
      service: {
        service,
        instance,
        ...(container === undefined ? {} : { container }),
        ...(folder === undefined ? {} : { folder }),
        ...(config === undefined ? {} : { config }),
        ...location,
      },
    };
  }

  /** What the registry is told: a key goes with the container that mounts its file, or with no container at all. */
  #toKnown({ service, instance, container, config, url }: FoundService, isOwnConfig: boolean): KnownService[] {
    const source = container === undefined ? 'file' : 'container';
    const credential = config?.config?.credential ?? {};
    const mayUse = this.#parts.readsKeys && isOwnConfig && container?.matchedBy !== 'name';
    return [
      ...(url === undefined ? [] : [{ service, instance, source, url } as const]),
      ...(mayUse && Object.keys(credential).length > 0
        ? [{ service, instance, source: 'file', credential } as const]
        : []),
    ];
  }
}

function isConfigured({ urlSource, credentialSource }: ServiceInstance): boolean {
  return isSet(urlSource) || isSet(credentialSource);
}

// A stored address gets no key from elsewhere (mergeKnown), so that it settles nothing before one is stored with it.
function isPlaced({ urlSource, credentialSource }: ServiceInstance): boolean {
  return urlSource === 'environment' || (urlSource === 'store' && credentialSource === 'store');
}

function isSet(source: ServiceInstance['urlSource']): boolean {
  return source === 'environment' || source === 'store';
}

function nameSightings(
  sightings: readonly Sighting[],
  configured: readonly ServiceInstance[],
  parts: LocateParts,
): (readonly [string, Sighting])[] {
  return [...Map.groupBy(sightings, ({ service }) => service)].flatMap(([service, own]) => {
    const unnamed = own.map((each) => ({ name: each.name, port: describeContainer(each, parts)?.port }));
    const names = nameInstances(
      service,
      unnamed,
      configured.filter((each) => each.service === service),
    );
    return own.map((sighting, index) => [names[index] ?? service, sighting] as const);
  });
}

function describeContainer({ service, seen, config }: Sighting, { catalog, viewpoint }: LocateParts) {
  if (seen === undefined) return undefined;
  const { container, details, by } = seen;
  const facts = { networkMode: '', networks: [], ...container, ...details };
  const placed = { container: facts, defaultPort: catalog[service].defaultPort, config: config?.config, viewpoint };
  const port = publishedPort(placed)?.hostPort;
  return {
    name: container.name,
    state: container.state,
    matchedBy: by,
    usesHostNetwork: facts.networkMode === 'host',
    ...(port === undefined ? {} : { port }),
  };
}
