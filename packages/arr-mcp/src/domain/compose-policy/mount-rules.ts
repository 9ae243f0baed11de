import { publicPaths } from '@arr-mcp/helper-protocol';

import type { ComposeService } from '../../conversion/compose/compose-model.ts';
import type { ComposeVolume } from '../../conversion/compose/compose-resources.ts';
import type { ComposeMount } from '../../conversion/compose/service-parts.ts';
import type { HostAccess, ServicePlace } from './host-access.ts';
import { checkPath, checkWritablePath } from './host-paths.ts';

// `upperdir=` and `volume-opt=device=` bring in further folders, so only what is known to bring none may pass.
const harmlessOption =
  /^(?:r[ow]|[zZUO]|copy|nocopy|cached|delegated|consistent|(?:no)?(?:dev|exec|suid)|r?(?:bind|private|shared|slave|unbindable)|idmap|no-dereference)$/;
const knownTypes: ReadonlySet<string> = new Set(['bind', 'volume', 'tmpfs', 'image']);

/** What the mounts of a service show of the host; those of the services whose volumes it takes as well. */
export function checkMounts(mounts: readonly ComposeMount[], place: ServicePlace): HostAccess[] {
  return mounts.flatMap((mount) => checkMount(mount, place));
}

/** `volumes_from`: the mounts of the other service are those of this one too. */
export function checkVolumesFrom(sources: readonly string[], place: ServicePlace): HostAccess[] {
  return listMountsFrom(sources, { place, mode: undefined, seen: new Set() }).flatMap((mount) =>
    checkMount(mount, place),
  );
}

interface MountsFrom {
  readonly place: ServicePlace;
  /** that of the outermost service which names one: it holds for all that is behind it */
  readonly mode: string | undefined;
  /** services by the mode in which their mounts are listed already */
  readonly seen: Set<string>;
}

function listMountsFrom(sources: readonly string[], { place, mode: outer, seen }: MountsFrom): ComposeMount[] {
  return sources.flatMap((source) => {
    const [name = '', own] = source.split(':');
    const mode = outer ?? own;
    const other: ComposeService | undefined = place.model.services[name];
    const key = JSON.stringify([name, isReadOnlyIn(mode)]);
    if (other === undefined || seen.has(key)) return [];
    seen.add(key);
    const mounts = (other.volumes ?? []).map((mount) => withMode(mount, mode));
    return [...mounts, ...listMountsFrom(other.volumes_from ?? [], { place, mode, seen })];
  });
}

/** Podman takes a mode in the place of each mount's own: `rw`, or `z` alone, makes what is read-only writable. */
function withMode(mount: ComposeMount, mode: string | undefined): ComposeMount {
  const isReadOnly = isReadOnlyIn(mode);
  if (isReadOnly === undefined) return mount;
  const options = mount.options?.filter((option) => option !== 'ro');
  return { ...mount, read_only: isReadOnly, ...(options === undefined ? {} : { options }) };
}

function isReadOnlyIn(mode: string | undefined): boolean | undefined {
  return mode === undefined ? undefined : mode === 'ro';
}

function checkMount(mount: ComposeMount, place: ServicePlace): HostAccess[] {
  const { type, source, target, options = [], volume } = mount;
  const shown = `${source ?? type}:${target}`;
  if (!knownTypes.has(type)) {
    return [{ value: shown, reason: `what a mount of type ${type} shows of the host cannot be known here` }];
  }
  const option = options.find((each) => !harmlessOption.test(each));
  if (option !== undefined) {
    return [{ value: `${shown}:${option}`, reason: `its option ${option} may mount further folders of the host` }];
  }
  if (source === undefined || type === 'tmpfs' || type === 'image') return [];
  if (type === 'bind') return isHarmlessBind(mount) ? [] : checkBind(source, !mayWrite(mount), place);
  if (volume?.subpath?.split('/').includes('..') === true) {
    return [{ value: `${shown} subpath ${volume.subpath}`, reason: 'it leads out of the volume' }];
  }
  return checkVolume(source, !mayWrite(mount), place);
}

/** To read, without another word: `z` and `Z` would relabel the host's own file. */
function isHarmlessBind({ source = '', read_only: isReadOnly, options = [], bind }: ComposeMount): boolean {
  return isReadOnly === true && options.length === 0 && bind?.selinux === undefined && publicPaths.has(source);
}

// U gives the files on the host another owner, also through a read-only mount.
function mayWrite({ read_only: isReadOnly, options = [] }: ComposeMount): boolean {
  return !(isReadOnly === true || options.includes('ro')) || options.includes('U');
}

function checkBind(path: string, isReadOnly: boolean, place: ServicePlace): HostAccess[] {
  const reason = isReadOnly ? checkPath(path, place) : checkWritablePath(path, place);
  if (reason === undefined) return [];
  return isReadOnly ? [{ value: `${path}:ro`, reason }] : [{ value: path, reason, includes: [`${path}:ro`] }];
}

/** A named volume is a folder of the host when its driver says so. */
function checkVolume(key: string, isReadOnly: boolean, place: ServicePlace): HostAccess[] {
  const volume = place.model.volumes[key];
  if (volume === undefined) return [];
  const { driver = 'local', driver_opts: options = {} } = volume;
  if (!/^(?:local|image|)$/.test(driver)) {
    return [{ value: `${key} (driver ${driver})`, reason: 'what a volume plug-in mounts cannot be known here' }];
  }
  return checkDriverOptions(key, { options, isReadOnly }, place);
}

interface DriverOptions {
  readonly options: NonNullable<ComposeVolume['driver_opts']>;
  readonly isReadOnly: boolean;
}

function checkDriverOptions(key: string, { options, isReadOnly }: DriverOptions, place: ServicePlace): HostAccess[] {
  // Names of options may be written in any case, and what they are not known for is refused below.
  const named = new Map(Object.entries(options).map(([name, value]) => [name.toLowerCase(), value]));
  const [device = '', o = ''] = [named.get('device'), named.get('o')];
  if (/(?:lower|upper|work)dir/i.test(o)) {
    return [{ value: `${key} (o=${o})`, reason: 'it mounts folders of the host' }];
  }
  if (device === '' || /^(?:tmpfs|none)$/.test(device)) return [];
  // The kernel follows links before it goes up, so where this leads cannot be told from its text.
  if (device.split('/').includes('..')) return [{ value: `${key} (device ${device})`, reason: 'its path goes up' }];
  const isForReading = isReadOnly || o.split(',').includes('ro');
  return checkBind(device, isForReading, place).map((access) => ({
    ...access,
    value: `${key} (device ${access.value})`,
    ...(access.includes === undefined ? {} : { includes: access.includes.map((each) => `${key} (device ${each})`) }),
  }));
}
