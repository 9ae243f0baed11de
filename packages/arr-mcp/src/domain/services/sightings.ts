import type { ContainerDetails } from '../../runtime/container.ts';
import type { ServiceName } from '../../services/service-catalog.ts';
import type { ContainerMatch } from './match-container.ts';
import { type FolderParts, type FoundConfig, type ServiceFolder, readConfig } from './service-folder.ts';

export interface SeenContainer extends ContainerMatch {
  /** absent when the runtime did not tell in time */
  readonly details?: ContainerDetails;
}

/** A container of a service, its folder, or both. */
export interface Sighting {
  readonly service: ServiceName;
  /** what it is called */
  readonly name: string;
  readonly seen?: SeenContainer;
  readonly folder?: string;
  readonly config?: FoundConfig;
  /** whether the file is that of the container, which mounts it, and not only of one that is called like the folder */
  readonly isOwnConfig: boolean;
}

interface Mounted {
  readonly folder: string | undefined;
  readonly config: FoundConfig | undefined;
}

export interface JoinParts extends FolderParts {
  readonly directory: string;
}

/** Containers with the folders that they mount, then the folders of services that no container was found for. */
export async function joinSightings(
  containers: readonly SeenContainer[],
  folders: readonly ServiceFolder[],
  parts: JoinParts,
): Promise<Sighting[]> {
  const mounted = await Promise.all(containers.map(async (seen) => readMounted(seen, parts)));
  const left = folders.filter(({ name }) => !mounted.some(({ folder }) => folder === name));
  const withContainer = containers.map((seen, index) => joinContainer(seen, mounted[index], left));
  const used = new Set(withContainer.map(({ folder }) => folder));
  return [...withContainer, ...left.filter(({ name }) => !used.has(name)).flatMap(fromFolder)];
}

function joinContainer(seen: SeenContainer, mounted: Mounted | undefined, left: readonly ServiceFolder[]): Sighting {
  const { service, container } = seen;
  const name = container.compose?.service ?? container.name;
  if (mounted?.folder !== undefined) {
    return { service, name, seen, isOwnConfig: true, ...withoutUndefined(mounted) };
  }
  // Its mounts lie elsewhere, or have other names on the host than here: then a folder of its name is likely its own.
  const alike = left.find((folder) => folder.service === service && folder.name.toLowerCase() === name.toLowerCase());
  return {
    service,
    name,
    seen,
    isOwnConfig: false,
    ...withoutUndefined({ folder: alike?.name, config: alike?.config }),
  };
}

function fromFolder({ name, service, config }: ServiceFolder): Sighting[] {
  // A folder that is only called so, such as one of backups, has no configuration file.
  if (service === undefined || config === undefined) return [];
  return [{ service, name, folder: name, config, isOwnConfig: true }];
}

/** The folder of the services directory that a container has mounted, with the configuration file in it. */
async function readMounted({ service, details }: SeenContainer, parts: JoinParts): Promise<Mounted> {
  const inside = parts.directory === '/' ? '/' : `${parts.directory.replace(/\/+$/, '')}/`;
  const sources = (details?.mounts ?? []).map(({ source }) => source).filter((source) => source.startsWith(inside));
  for (const source of sources) {
    const config = await readConfig(service, source, parts);
    if (config !== undefined) return { folder: topFolder(source, inside), config };
  }
  return { folder: undefined, config: undefined };
}

function topFolder(source: string, inside: string): string | undefined {
  return source.slice(inside.length).split('/', 1)[0];
}

function withoutUndefined({ folder, config }: Mounted): Pick<Sighting, 'folder' | 'config'> {
  return { ...(folder === undefined ? {} : { folder }), ...(config === undefined ? {} : { config }) };
}
