import { splitCsv, splitWords } from '@arr-mcp/helper-protocol';

import type { OutputMount, OutputService } from './compose-output.ts';
import type { Place } from './rule.ts';
import { volumeKey } from './top-level.ts';

type Service = Place<OutputService>;

const isHostPath = (source: string): boolean => /^[/.%]/.test(source);

/** `Volume=[source:]target[:options]`, which is the short form of compose but for the source. */
export function addVolume(value: string, place: Service): void {
  const [source = '', target, ...options] = value.split(':');
  if (target === undefined || source === '') {
    place.draft.volumes = [...(place.draft.volumes ?? []), place.text(target ?? source)];
    return;
  }
  const from = isHostPath(source) ? hostPath(source, place) : volumeKey(source, place);
  const words = [from, place.text(target), ...(options.length === 0 ? [] : [place.text(options.join(':'))])];
  place.draft.volumes = [...(place.draft.volumes ?? []), words.join(':')];
}

/** `Mount=type=…,source=…`, the long form. */
export function addMount(value: string, place: Service): void {
  // A line in quotes, or with escaped ones, is one word to Quadlet before it is a list.
  const lines = /^["']|\\"/.test(value) ? splitWords(value) : [value];
  for (const line of lines) addMountFields(line, place);
}

function addMountFields(line: string, place: Service): void {
  const fields = new Map(splitCsv(line).map(splitField));
  const take = (...names: readonly string[]): string | undefined => {
    const name = names.find((each) => fields.has(each));
    const found = name === undefined ? undefined : fields.get(name);
    for (const each of names) fields.delete(each);
    return found;
  };
  const type = take('type') ?? 'volume';
  const source = take('source', 'src');
  const target = take('destination', 'dst', 'target');
  if (target === undefined || !isKnownType(type) || (source === undefined && (type === 'bind' || type === 'image'))) {
    place.note.dropped(`compose has no such mount: ${line}; write it as a volume or bind mount`, 'error');
    return;
  }
  const mount: OutputMount = { type, ...sourceOf(type, source, place), target: place.text(target) };
  setReadOnly(mount, take('ro', 'readonly'), take('rw'));
  for (const [name, apply] of optionsOf(type)) {
    const option = take(...name.split('/'));
    if (option !== undefined) apply(mount, place.text(option));
  }
  for (const name of fields.keys()) place.note.dropped(`compose has nothing like the mount option ${name}`);
  place.draft.volumes = [...(place.draft.volumes ?? []), mount];
}

function isKnownType(type: string): type is OutputMount['type'] {
  return ['bind', 'volume', 'tmpfs', 'image'].includes(type);
}

function sourceOf(type: OutputMount['type'], source: string | undefined, place: Service): { source?: string } {
  if (source === undefined || type === 'tmpfs') return {};
  if (type === 'bind') return { source: hostPath(source, place) };
  if (type === 'volume') return { source: volumeKey(source, place) };
  return { source: imageOf(source, place) };
}

/** `Y.image` is the image of another file. */
function imageOf(source: string, place: Service): string {
  const other = place.set.find(source);
  const image = other === undefined ? undefined : place.set.imageOf(other);
  return place.text(image ?? source);
}

function setReadOnly(mount: OutputMount, readOnly: string | undefined, writable: string | undefined): void {
  // The content of an image is read-only unless it says `rw=true`.
  if (mount.type === 'image') mount.read_only = writable !== 'true';
  else if (readOnly !== undefined && readOnly !== 'false') mount.read_only = true;
}

type Apply = (mount: OutputMount, value: string) => void;

const subpath: Apply = (mount, value) => {
  if (mount.type === 'image') mount.image = { subpath: value };
  else mount.volume = { ...mount.volume, subpath: value };
};
const options: Readonly<Record<OutputMount['type'], readonly (readonly [string, Apply])[]>> = {
  bind: [
    ['bind-propagation', (mount, value) => (mount.bind = { ...mount.bind, propagation: value })],
    ['relabel', (mount, value) => (mount.bind = { ...mount.bind, selinux: value === 'private' ? 'Z' : 'z' })],
  ],
  volume: [
    ['subpath/volume-subpath', subpath],
    ['nocopy', (mount) => (mount.volume = { ...mount.volume, nocopy: true })],
  ],
  tmpfs: [
    ['tmpfs-size/size', (mount, value) => (mount.tmpfs = { ...mount.tmpfs, size: value.toLowerCase() })],
    ['tmpfs-mode/mode', (mount, value) => (mount.tmpfs = { ...mount.tmpfs, mode: value })],
  ],
  image: [['subpath', subpath]],
};

function optionsOf(type: OutputMount['type']): readonly (readonly [string, Apply])[] {
  return options[type];
}

function hostPath(source: string, place: Service): string {
  if (source.startsWith('.')) {
    place.note.approximated(
      `${source} now starts from the compose file's folder, not from the Quadlet's: write it in full`,
    );
  }
  return place.text(source.replace(/^%h(?=\/|$)/, '~'));
}

function splitField(field: string): readonly [string, string] {
  const text = field.trim();
  const equals = text.indexOf('=');
  return equals === -1 ? [text, 'true'] : [text.slice(0, equals), text.slice(equals + 1)];
}
