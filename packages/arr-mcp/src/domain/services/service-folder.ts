import { AppError } from '../../errors.ts';
import type { FileFacts, UserFiles } from '../../files/file-types.ts';
import type { ServiceConfigFiles } from '../../files/service-config-files.ts';
import type { ServiceConfig } from '../../services/config-file/service-config.ts';
import type { ServiceName } from '../../services/service-catalog.ts';
import { configPlaces } from './config-places.ts';
import type { Catalog } from './match-container.ts';

/** What is known of a service's configuration file. */
export interface FoundConfig {
  readonly path: string;
  /** `present`: it is there, and files of its kind are not read */
  readonly state: 'readable' | 'present' | 'unreadable' | 'not parseable';
  /** with the service's key: for the registry alone */
  readonly config?: ServiceConfig;
  /** why it is not readable */
  readonly problem?: string;
}

/** A folder of the services directory. */
export interface ServiceFolder {
  readonly name: string;
  readonly path: string;
  /** absent: of no service that is known */
  readonly service?: ServiceName;
  readonly config?: FoundConfig;
}

export interface FolderParts {
  readonly files: Pick<UserFiles, 'list' | 'find'>;
  readonly configs: Pick<ServiceConfigFiles<ServiceConfig>, 'read'>;
  readonly catalog: Catalog;
}

const maxFolders = 200;

/** The folders of the services directory, each with the service that it belongs to by its name; none when it is not there. */
export async function readFolders(directory: string, parts: FolderParts): Promise<ServiceFolder[]> {
  const folders = (await listFolders(directory, parts)).slice(0, maxFolders);
  return Promise.all(
    folders.map(async ({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const service = serviceOfFolder(name, parts.catalog);
      if (service === undefined) return { name, path };
      const config = await readConfig(service, path, parts);
      return { name, path, service, ...(config === undefined ? {} : { config }) };
    }),
  );
}

async function listFolders(directory: string, { files }: FolderParts): Promise<FileFacts[]> {
  try {
    return (await files.list(directory)).filter(({ type }) => type === 'directory');
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** `sonarr`, `sonarr-4k` and `jellyseerr` are of a service; `sonarr-exporter-data` would be too, if it had its file. */
function serviceOfFolder(folder: string, catalog: Catalog): ServiceName | undefined {
  const low = folder.toLowerCase();
  // The catalogue's own keys, which Object.entries widens.
  const names = Object.entries(catalog).flatMap(([name, { images }]) =>
    images.length === 0 ? [] : [[name as ServiceName, [name, ...images]] as const],
  );
  const exact = names.find(([, words]) => words.includes(low));
  return (
    exact ??
    names.find(([, words]) => words.some((word) => /^[-_.]/.test(low.slice(word.length)) && low.startsWith(word)))
  )?.[0];
}

/** The configuration file of a service in its folder; undefined when there is none. */
export async function readConfig(
  service: ServiceName,
  folder: string,
  { files, configs, catalog }: FolderParts,
): Promise<FoundConfig | undefined> {
  for (const place of configPlaces(service, catalog[service])) {
    const path = `${folder}/${place}`;
    const facts = await files.find(path);
    if (facts?.type === 'file') return readFound(facts.path, configs);
  }
  return undefined;
}

async function readFound(path: string, configs: FolderParts['configs']): Promise<FoundConfig> {
  try {
    const config = await configs.read(path);
    return config === undefined ? { path, state: 'present' } : { path, state: 'readable', config };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { path, state: error.code === 'bad_response' ? 'not parseable' : 'unreadable', problem: error.message };
  }
}
