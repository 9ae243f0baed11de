import { blockFlags } from './block-flags.ts';
import type { OutputService } from './compose-output.ts';
import { addExtraHost, readFlags } from './flags.ts';
import { addMount, addVolume } from './mounts.ts';
import { append, assign, splitPair } from './pairs.ts';
import type { Place } from './rule.ts';
import { addSecret } from './secret-reference.ts';
import { toSize } from './sizes.ts';
import { addUlimit } from './ulimits.ts';

type Service = Place<OutputService>;
type FlagRule = (value: string, place: Service) => void;
type TextKey = {
  [Key in keyof OutputService]-?: NonNullable<OutputService[Key]> extends string ? Key : never;
}[keyof OutputService];
type ListKey =
  | 'cap_add'
  | 'cap_drop'
  | 'devices'
  | 'device_cgroup_rules'
  | 'dns'
  | 'dns_opt'
  | 'dns_search'
  | 'expose'
  | 'group_add'
  | 'ports'
  | 'security_opt'
  | 'tmpfs';
type MapKey = 'annotations' | 'environment' | 'labels' | 'storage_opt' | 'sysctls';

/** The flags of `podman run` that a service has an attribute for; those with a value. */
const valued: Readonly<Record<string, FlagRule>> = {
  ...blockFlags,
  'add-host': addExtraHost,
  annotation: map('annotations'),
  'cap-add': list('cap_add'),
  'cap-drop': list('cap_drop'),
  cgroupns: text('cgroup'),
  'cpu-period': text('cpu_period'),
  'cpu-quota': text('cpu_quota'),
  'cpu-shares': text('cpu_shares'),
  cpus: text('cpus'),
  'cpuset-cpus': text('cpuset'),
  device: list('devices'),
  'device-cgroup-rule': list('device_cgroup_rules'),
  dns: list('dns'),
  'dns-option': list('dns_opt'),
  'dns-search': list('dns_search'),
  env: map('environment'),
  expose: list('expose'),
  'group-add': list('group_add'),
  hostname: text('hostname'),
  ipc: (value, place) => {
    place.draft.ipc = toNamespace(value, place);
  },
  label: map('labels'),
  'mac-address': text('mac_address'),
  memory: size('mem_limit'),
  'memory-reservation': size('mem_reservation'),
  'memory-swap': size('memswap_limit'),
  mount: addMount,
  'oom-score-adj': text('oom_score_adj'),
  pid: (value, place) => {
    place.draft.pid = toNamespace(value, place);
  },
  'pids-limit': text('pids_limit'),
  platform: text('platform'),
  publish: list('ports'),
  secret: addSecret,
  'security-opt': (value, place) => append(place.draft, 'security_opt', [toSecurityOption(place.text(value))]),
  'shm-size': size('shm_size'),
  'stop-signal': text('stop_signal'),
  'storage-opt': map('storage_opt'),
  sysctl: map('sysctls'),
  tmpfs: list('tmpfs'),
  ulimit: addUlimit,
  user: text('user'),
  userns: text('userns_mode'),
  uts: text('uts'),
  volume: addVolume,
  'volumes-from': addVolumesFrom,
  workdir: text('working_dir'),
};
const switches: Readonly<Record<string, (isOn: boolean, place: Service) => void>> = {
  init: (isOn, { draft }) => {
    draft.init = isOn;
  },
  interactive: (isOn, { draft }) => {
    draft.stdin_open = isOn;
  },
  'no-hosts': (isOn, { draft }) => {
    draft['x-podman.no_hosts'] = isOn;
  },
  passwd: (isOn, { draft }) => {
    draft['x-podman.passwd'] = isOn;
  },
  privileged: (isOn, { draft }) => {
    draft.privileged = isOn;
  },
  'read-only': (isOn, { draft }) => {
    draft.read_only = isOn;
  },
  tty: (isOn, { draft }) => {
    draft.tty = isOn;
  },
};
const short = {
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  p: 'publish',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};

/** `PodmanArgs=` of a `.container` file. */
export function addPodmanArguments(words: readonly string[], place: Service): void {
  readFlags(words, { valued, switches, short }, place);
}

/** `container:N` of a service of the same project is `service:S`. */
export function toNamespace(value: string, { set, text: toText }: Service): string {
  const [, name] = /^container:(.+)$/.exec(value) ?? [];
  const member = name === undefined ? undefined : set.findContainer(name);
  return member === undefined ? toText(value) : `service:${member.key}`;
}

function addVolumesFrom(value: string, place: Service): void {
  const [name = '', ...mode] = value.split(':');
  const member = place.set.findContainer(name);
  const source = member === undefined ? `container:${place.text(name)}` : member.key;
  append(place.draft, 'volumes_from', [[source, ...mode].join(':')]);
}

// Podman takes `apparmor=x`, and `label=user:x`; compose writes a colon.
function toSecurityOption(option: string): string {
  return option.replace(/^(apparmor|seccomp|label)=/, '$1:');
}

function text(key: TextKey): FlagRule {
  return (value, { draft, text: toText }) => {
    draft[key] = toText(value);
  };
}

function size(key: 'mem_limit' | 'mem_reservation' | 'memswap_limit' | 'shm_size'): FlagRule {
  return (value, { draft, text: toText }) => {
    draft[key] = toSize(toText(value));
  };
}

function list(key: ListKey): FlagRule {
  return (value, { draft, text: toText }) => append(draft, key, [toText(value)]);
}

function map(key: MapKey): FlagRule {
  return (value, place) => {
    const pair = splitPair(value, place);
    if (pair === undefined) place.note.dropped(`${value} has no value: give it one`);
    else assign(place.draft, key, { [pair[0]]: pair[1] });
  };
}
