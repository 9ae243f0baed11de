import { absolutePath, isAddress, isName } from './paths.ts';
import { type Raw, type RawMap, isRawList, isRawMap, mapOf, withKeys } from './raw-tree.ts';
import { sections } from './read-compose-file.ts';

/** The tree with the paths in it made absolute, for a file in another folder than the project's. */
export function withAbsolutePaths(tree: RawMap, directory: string): RawMap {
  const changes: Record<string, Raw> = {};
  for (const section of sections) {
    const resolve = section === 'services' ? serviceWithAbsolutePaths : resourceWithAbsolutePaths;
    if (isRawMap(tree[section]))
      changes[section] = mapValues(tree[section], (value) => resolve(mapOf(value), directory));
  }
  return withKeys(tree, changes);
}

/** The same for one service. */
export function serviceWithAbsolutePaths(service: RawMap, directory: string): RawMap {
  const { build, env_file: envFile, label_file: labelFile, volumes } = service;
  const path = (value: Raw): Raw =>
    typeof value === 'string' ? absolutePath(directory, value) : pathIn('path', value, directory);
  return changed(service, {
    build: build === undefined ? undefined : buildContext(build, directory),
    env_file: eachOf(envFile, path),
    label_file: eachOf(labelFile, path),
    volumes: eachOf(volumes, (mount) => mountSource(mount, directory)),
  });
}

function resourceWithAbsolutePaths(resource: RawMap, directory: string): RawMap {
  const { driver_opts: options } = resource;
  const isBind = isRawMap(options) && typeof options['o'] === 'string' && options['o'].split(',').includes('bind');
  const withFile = mapOf(pathIn('file', resource, directory));
  if (!isBind || (typeof options['device'] === 'string' && options['device'].startsWith('/'))) return withFile;
  return changed(withFile, { driver_opts: pathIn('device', options, directory) });
}

function buildContext(build: Raw, directory: string): Raw {
  const absolute = (context: Raw): Raw =>
    typeof context === 'string' && !isAddress(context) ? absolutePath(directory, context) : context;
  if (!isRawMap(build)) return absolute(build);
  const { additional_contexts: more } = build;
  return changed(build, {
    context: absolute(build['context'] ?? '.'),
    additional_contexts: isRawMap(more)
      ? mapValues(more, (value) => (typeof value === 'string' && isName(value) ? value : absolute(value)))
      : more,
  });
}

function mountSource(mount: Raw, directory: string): Raw {
  if (typeof mount !== 'string') return mapOf(mount)['type'] === 'bind' ? pathIn('source', mount, directory) : mount;
  const separator = mount.indexOf(':');
  if (!mount.startsWith('.') || separator === -1) return mount;
  return absolutePath(directory, mount.slice(0, separator)) + mount.slice(separator);
}

function pathIn(key: string, value: Raw, directory: string): Raw {
  const path = mapOf(value)[key];
  return typeof path === 'string' ? withKeys(mapOf(value), { [key]: absolutePath(directory, path) }) : value;
}

function eachOf(value: Raw | undefined, change: (item: Raw) => Raw): Raw | undefined {
  if (value === undefined || value === null) return value;
  return isRawList(value) ? value.map((item) => change(item)) : change(value);
}

function mapValues(map: RawMap, change: (value: Raw) => Raw): RawMap {
  const changes: Record<string, Raw> = {};
  for (const [key, value] of Object.entries(map)) changes[key] = value === null ? null : change(value);
  return withKeys(map, changes);
}

/** With those of the changes that have a value. */
function changed(map: RawMap, changes: Readonly<Record<string, Raw | undefined>>): RawMap {
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return withKeys(map, set);
}
