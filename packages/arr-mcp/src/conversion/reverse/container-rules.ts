import type { OutputService } from './compose-output.ts';
import { addImage } from './image-reference.ts';
import { addExtraHost } from './flags.ts';
import { addMount, addVolume } from './mounts.ts';
import { append, assign, toList, toMap } from './pairs.ts';
import { addPodmanArguments } from './podman-arguments.ts';
import { type Place, type Rules, flag, several, single, understood, unsupported } from './rule.ts';
import { addSecret } from './secret-reference.ts';
import { securityRules } from './security-rules.ts';
import { toSize } from './sizes.ts';
import { readTextList } from './text-list.ts';
import { addUlimit } from './ulimits.ts';
import { idRules } from './user-namespace.ts';

type Service = Place<OutputService>;

const byHand = 'compose has no such setting; the container runs without it';

/** What each key of `[Container]` becomes. Networks, health checks and restarts are put together from several keys. */
export const containerRules: Rules<OutputService> = {
  ...securityRules,
  ...idRules,
  AddCapability: toList('plain words', 'cap_add'),
  AddDevice: several('plain words', addDevices),
  AddHost: several('lines', (values, place) => values.forEach((value) => addExtraHost(value, place))),
  Annotation: toMap('words', 'annotations'),
  AutoUpdate: single((value, place) => {
    assign(place.draft, 'labels', { 'io.containers.autoupdate': place.text(value) });
    place.note.changed('kept as the label io.containers.autoupdate, which podman auto-update reads of units only');
  }),
  CgroupsMode: unsupported(byHand),
  ContainerName: single((value, { draft, text }) => {
    draft.container_name = text(value);
  }),
  ContainersConfModule: unsupported('compose loads no containers.conf modules; set it in containers.conf itself'),
  DNS: toList('lines', 'dns'),
  DNSOption: toList('lines', 'dns_opt'),
  DNSSearch: toList('lines', 'dns_search'),
  DropCapability: toList('plain words', 'cap_drop'),
  Entrypoint: single(setEntrypoint),
  Environment: toMap('words', 'environment', (raw, { note }) => {
    note.dropped(`${raw} has no value, and Podman 5.4 leaves it out; give it one`, 'info');
    return undefined;
  }),
  EnvironmentFile: several('words', addEnvFiles),
  EnvironmentHost: unsupported('compose passes none of the variables of the host on; list those that are needed'),
  Exec: several('words', (values, { draft, text }) => {
    draft.command = values.map(text);
  }),
  ExposeHostPort: toList('lines', 'expose'),
  GlobalArgs: unsupported('compose starts podman without further arguments; set them in containers.conf'),
  Group: understood(),
  GroupAdd: toList('lines', 'group_add'),
  HealthCmd: understood(),
  HealthInterval: understood(),
  HealthLogDestination: unsupported(byHand),
  HealthMaxLogCount: unsupported(byHand),
  HealthMaxLogSize: unsupported(byHand),
  HealthOnFailure: unsupported('compose does nothing when a health check fails; watch the health by other means'),
  HealthRetries: understood(),
  HealthStartPeriod: understood(),
  HealthStartupCmd: understood(),
  HealthStartupInterval: understood(),
  HealthStartupRetries: unsupported('compose has one number of retries for all of the time'),
  HealthStartupSuccess: unsupported('compose is content with one success'),
  HealthStartupTimeout: understood(),
  HealthTimeout: understood(),
  HostName: single((value, { draft, text }) => {
    draft.hostname = text(value);
  }),
  HttpProxy: unsupported('compose passes the proxy settings of the host on as Podman does by itself'),
  IP: understood(),
  IP6: understood(),
  Image: single(addImage),
  Label: toMap('words', 'labels'),
  LogDriver: single((value, { draft, text }) => {
    draft.logging = { ...draft.logging, driver: text(value) };
  }),
  LogOpt: several('plain words', (values, place) => {
    const options = { options: {} };
    for (const value of values)
      toMap<{ options: Record<string, string> }>('words', 'options').apply([value], { ...place, draft: options });
    place.draft.logging = { ...place.draft.logging, options: { ...place.draft.logging?.options, ...options.options } };
  }),
  Memory: single((value, { draft, text }) => {
    draft.mem_limit = toSize(text(value));
  }),
  Mount: several('lines', (values, place) => values.forEach((value) => addMount(value, place))),
  Network: understood(),
  NetworkAlias: understood(),
  Notify: single((value, { note }) => {
    if (value !== 'healthy' && value !== 'false') {
      note.dropped('compose does not wait until a program says that it is ready; use a health check');
    }
  }),
  PidsLimit: single((value, { draft, text }) => {
    draft.pids_limit = text(value);
  }),
  Pod: understood(),
  PodmanArgs: several('words', addPodmanArguments),
  PublishPort: several('lines', (values, place) =>
    // An empty address or port is the same as none.
    append(
      place.draft,
      'ports',
      values.map((value) => place.text(value).replace(/^:{1,2}/, '')),
    ),
  ),
  Pull: single(setPullPolicy),
  ReadOnly: flag((value, { draft }) => {
    if (value) draft.read_only = true;
  }),
  ReadOnlyTmpfs: flag((value, { note, values }) => {
    if (value || values('Container', 'ReadOnly').length === 0) return;
    note.changed('podman-compose leaves /tmp, /run and /var/tmp of a read-only container writable, Docker does not');
  }),
  ReloadCmd: unsupported('compose reloads nothing; restart the service'),
  ReloadSignal: unsupported('compose reloads nothing; restart the service'),
  Retry: unsupported('compose pulls an image once', 'info'),
  RetryDelay: unsupported('compose pulls an image once', 'info'),
  Rootfs: single((value, place) => {
    place.draft['x-podman.rootfs'] = place.text(value);
    place.note.approximated('only podman-compose knows a root file system in the place of an image (x-podman.rootfs)');
  }),
  RunInit: flag((value, { draft }) => {
    draft.init = value;
  }),
  Secret: several('words', (values, place) => values.forEach((value) => addSecret(value, place))),
  ServiceName: single((_value, { note }) => note.changed('compose has no units: the service is named after the file')),
  ShmSize: single((value, { draft, text }) => {
    draft.shm_size = toSize(text(value));
  }),
  StartWithPod: unsupported('compose has no pods: the services start together'),
  StopSignal: single((value, { draft, text }) => {
    draft.stop_signal = text(value);
  }),
  StopTimeout: single((value, { draft, text }) => {
    draft.stop_grace_period = /^\d+$/.test(value) ? `${value}s` : text(value);
  }),
  Sysctl: toMap('plain words', 'sysctls'),
  Timezone: single((value, place) => {
    // It is no name of a zone but stands for that of the host.
    if (value === 'local') return place.note.dropped('mount /etc/localtime:/etc/localtime:ro for the zone of the host');
    place.draft.environment = { TZ: place.text(value), ...place.draft.environment };
    place.note.approximated('compose sets no time zone; the variable TZ is given, which most images follow');
  }),
  Tmpfs: toList('lines', 'tmpfs'),
  Ulimit: several('lines', (values, place) => values.forEach((value) => addUlimit(value, place))),
  User: single((value, place) => {
    const group = place.values('Container', 'Group').at(-1);
    place.draft.user = [value, ...(group === undefined ? [] : [group])].map(place.text).join(':');
  }),
  VolatileTmp: flag((value, { draft, note }) => {
    if (!value || draft.read_only === true) return;
    append(draft, 'tmpfs', ['/tmp:rw,size=512M,mode=1777']);
    note.changed('written as a tmpfs on /tmp');
  }),
  Volume: several('lines', (values, place) => values.forEach((value) => addVolume(value, place))),
  WorkingDir: single((value, { draft, text }) => {
    draft.working_dir = text(value);
  }),
};

function addDevices(values: readonly string[], { draft, text, note }: Service): void {
  if (values.some((value) => value.startsWith('-'))) {
    note.approximated('compose leaves no missing device out: the service does not start where one is not there');
  }
  append(
    draft,
    'devices',
    values.map((value) => text(value.replace(/^-/, ''))),
  );
}

function setEntrypoint(value: string, { draft, text, note }: Service): void {
  const meant = text(value);
  const list = readTextList(meant);
  draft.entrypoint = list ?? [meant];
  if (list === undefined && value.startsWith('[')) note.changed('it is no JSON list, so Podman takes it for one name');
}

function addEnvFiles(values: readonly string[], { draft, text, note }: Service): void {
  for (const value of values) {
    const isRelative = !/^[/%]/.test(value);
    if (isRelative) note.approximated(`${value} is now looked for beside the compose file, not beside the Quadlet`);
    const path = isRelative && !value.startsWith('.') ? `./${text(value)}` : text(value);
    draft.env_file = [...(draft.env_file ?? []), { path, format: 'raw' }];
  }
}

function setPullPolicy(value: string, { draft, text, note }: Service): void {
  if (value === 'newer') note.approximated('compose asks once a day whether there is a newer image');
  draft.pull_policy = value === 'newer' ? 'daily' : text(value);
}
