import type { ComposeMount } from '../../compose/service-parts.ts';
import { writeHostPath } from '../host-path.ts';
import { qualifyImage } from '../image-name.ts';
import { checkExternalName } from '../names.ts';
import type { ServiceTarget } from '../project.ts';
import { applyRules } from '../rule.ts';
import { addAnonymousVolume } from '../volume-unit.ts';
import { InexpressibleError, writeCsv, writeRawList } from '../write-value.ts';
import { type MountTarget, mountRules } from './mount-rules.ts';

/** Writes the line of one mount. */
export function addMount(mount: ComposeMount, index: number, service: ServiceTarget): void {
  const at = `volumes.${index}`;
  const target: MountTarget = { ...service, mount, at, options: [] };
  applyRules(mountRules, { thing: mount, prefix: `${at}.` }, target);
  if (!mount.target.startsWith('/'))
    throw new InexpressibleError(`${JSON.stringify(mount.target)} is no absolute path`);
  writers[mount.type](target);
}

const unknownType = ({ report, at, mount }: MountTarget): void =>
  report.error(`${at}.type`, 'unsupported', `Podman has no mounts of type ${mount.type}: use a volume or a folder`);

const writers: Readonly<Record<ComposeMount['type'], (target: MountTarget) => void>> = {
  bind: addBind,
  volume: addVolume,
  tmpfs: ({ mount, options, unit }) => addTmpfs([mount.target, options], (text) => unit.add('Tmpfs', text)),
  image: ({ mount, unit }) => {
    const source = qualifyImage(mount.source ?? '');
    unit.addWritten(
      'Mount',
      writeCsv([
        ['type', 'image'],
        ['source', source],
        ['destination', mount.target],
      ]),
    );
  },
  npipe: unknownType,
  cluster: unknownType,
};

function addBind({ mount, options, unit }: MountTarget): void {
  const source = mount.source ?? '';
  const written = writeHostPath(source);
  if (!source.includes(':') && !mount.target.includes(':')) {
    unit.addWritten('Volume', `${written}:${writeRawList(mount.target)}${modeOf(options)}`);
    return;
  }
  // `Volume=` divides at each colon.
  if (source.startsWith('~')) throw new InexpressibleError('a path in the home folder with a colon');
  const fields = [
    ['type', 'bind'],
    ['source', source],
    ['destination', mount.target],
    ...options.map(toField),
  ] as const;
  unit.addWritten('Mount', writeCsv(fields.map(([name = '', value = '']) => [name, value])));
}

function addVolume(target: MountTarget): void {
  const { mount, options, unit } = target;
  const source = volumeReference(target);
  const subpath = mount.volume?.subpath;
  if (subpath === undefined) {
    if (mount.target.includes(':')) throw new InexpressibleError('a colon in the path of a volume');
    unit.addWritten('Volume', `${source}:${writeRawList(mount.target)}${modeOf(options)}`);
    return;
  }
  const fields = [
    ['type', 'volume'],
    ['source', source],
    ['destination', mount.target],
    ['subpath', subpath],
    ...options.map(toField),
  ];
  unit.addWritten('Mount', writeCsv(fields.map(([name = '', value = '']) => [name, value])));
}

function volumeReference(target: MountTarget): string {
  const { mount, project, report } = target;
  if (mount.source === undefined) {
    const name = addAnonymousVolume(target);
    report.info(
      'volumes',
      'approximated',
      `the unnamed volume of ${mount.target} is called ${name}, so that it is kept`,
    );
    return `${name}.volume`;
  }
  const { volumes } = project.model;
  const volume = Object.hasOwn(volumes, mount.source) ? volumes[mount.source] : undefined;
  if (volume === undefined) throw new InexpressibleError(`the volume ${JSON.stringify(mount.source)} is not declared`);
  return volume.external ? checkExternalName(volume.name) : `${project.names.of(mount.source)}.volume`;
}

/** `Tmpfs=` takes a path and options; a comma or colon in the path would divide it. */
export function addTmpfs([path, options]: readonly [string, readonly string[]], add: (text: string) => void): void {
  if (!path.startsWith('/') || path.includes(':')) throw new InexpressibleError(`${JSON.stringify(path)} for a tmpfs`);
  add(`${path}${modeOf(options)}`);
}

function modeOf(options: readonly string[]): string {
  return options.length === 0 ? '' : `:${options.join(',')}`;
}

/** A word of the short form's mode as a field of `Mount=`. */
function toField(option: string): readonly [name: string, value: string] {
  if (option === 'ro') return ['ro', 'true'];
  if (option === 'rw') return ['ro', 'false'];
  if (option === 'z') return ['relabel', 'shared'];
  if (option === 'Z') return ['relabel', 'private'];
  if (option === 'U') return ['U', 'true'];
  if (/^r?(?:shared|slave|private)$/.test(option)) return ['bind-propagation', option];
  throw new InexpressibleError(`the mode ${option} in a mount with a colon in a path, or with a subpath`);
}
