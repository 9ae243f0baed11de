import type { ComposeService } from '../../conversion/compose/compose-model.ts';
import type { ComposeDevice, DeviceRequest, TextMap } from '../../conversion/compose/service-parts.ts';
import { checkBuild } from './build-rules.ts';
import { checkFileReferences, checkLineFiles } from './file-rules.ts';
import {
  type HostAccess,
  type Rule,
  type ServicePlace,
  always,
  because,
  each,
  eachUnless,
  looserConfinement,
  moreRights,
  whenOn,
} from './host-access.ts';
import { checkWritablePath } from './host-paths.ts';
import { checkMounts, checkVolumesFrom } from './mount-rules.ts';
import {
  checkNamespace,
  checkNetworkMode,
  checkNetworks,
  checkOwnNamespace,
  checkUserNamespace,
} from './namespace-rules.ts';

type Rules = { readonly [Key in keyof ComposeService]-?: Rule<NonNullable<ComposeService[Key]>> | 'harmless' };

const device = 'it gives the container a device of the host';
const gpu = 'a GPU is a device of the host, and it gives it to the container';

/** Every key of a service, and when it reaches the host: one that is added to the model does not compile without. */
export const serviceRules: Rules = {
  annotations: checkAnnotations,
  attach: 'harmless',
  blkio_config: 'harmless',
  build: checkBuild,
  cap_add: each(moreRights),
  cap_drop: 'harmless',
  cgroup: checkOwnNamespace,
  cgroup_parent: always('it puts the container among the processes of the host'),
  command: 'harmless',
  configs: checkFileReferences('configs'),
  // The reader of the file takes plain names alone.
  container_name: 'harmless',
  cpu_count: 'harmless',
  cpu_percent: 'harmless',
  cpu_period: 'harmless',
  cpu_quota: 'harmless',
  cpu_rt_period: 'harmless',
  cpu_rt_runtime: 'harmless',
  cpu_shares: 'harmless',
  cpus: 'harmless',
  cpuset: 'harmless',
  credential_spec: always('it hands credentials of the host to the container'),
  depends_on: 'harmless',
  deploy: ({ resources }) => checkGpus(resources?.reservations?.devices ?? []),
  develop: 'harmless',
  device_cgroup_rules: each(device),
  devices: (devices) => devices.map((given) => ({ value: showDevice(given), reason: device })),
  dns: 'harmless',
  dns_opt: 'harmless',
  dns_search: 'harmless',
  domainname: 'harmless',
  entrypoint: 'harmless',
  env_file: checkLineFiles,
  environment: 'harmless',
  expose: 'harmless',
  external_links: 'harmless',
  extra_hosts: 'harmless',
  gpus: checkGpus,
  group_add: (groups) =>
    groups
      .filter((group) => group.includes('keep-groups'))
      .map((value) => ({ value, reason: 'it keeps the groups of the host account' })),
  healthcheck: 'harmless',
  hostname: 'harmless',
  image: (image) => because(image, checkImage(image)),
  init: 'harmless',
  ipc: checkNamespace('ipc'),
  isolation: 'harmless',
  label_file: checkLineFiles,
  labels: 'harmless',
  links: 'harmless',
  logging: ({ options }, place) => checkLogPath(options, place),
  mac_address: 'harmless',
  mem_limit: 'harmless',
  mem_reservation: 'harmless',
  mem_swappiness: 'harmless',
  memswap_limit: 'harmless',
  models: 'harmless',
  network_mode: checkNetworkMode,
  networks: checkNetworks,
  oom_kill_disable: 'harmless',
  oom_score_adj: 'harmless',
  pid: checkNamespace('pid'),
  pids_limit: 'harmless',
  platform: 'harmless',
  ports: 'harmless',
  post_start: checkHooks,
  pre_start: checkHooks,
  pre_stop: checkHooks,
  privileged: whenOn(moreRights),
  profiles: 'harmless',
  provider: always('it runs a program on the host'),
  pull_policy: 'harmless',
  pull_refresh_after: 'harmless',
  read_only: 'harmless',
  restart: 'harmless',
  runtime: always('another runtime may confine the container less'),
  scale: 'harmless',
  secrets: checkFileReferences('secrets'),
  security_opt: eachUnless(
    /^(?:no-new-privileges(?:[:=]true)?|label[:=](?:level|filetype|nested)[:=].*|mask=.*)$/,
    looserConfinement,
  ),
  shm_size: 'harmless',
  stdin_open: 'harmless',
  stop_grace_period: 'harmless',
  stop_signal: 'harmless',
  storage_opt: 'harmless',
  sysctls: checkSysctls,
  tmpfs: 'harmless',
  tty: 'harmless',
  ulimits: 'harmless',
  use_api_socket: whenOn('it hands the socket that controls the host to the container'),
  user: 'harmless',
  userns_mode: checkUserNamespace,
  uts: checkOwnNamespace,
  volumes: checkMounts,
  volumes_from: checkVolumesFrom,
  working_dir: 'harmless',
  extensions: checkExtensions,
};

function checkAnnotations(annotations: TextMap): HostAccess[] {
  return Object.entries(annotations)
    .filter(([name]) => /^(?:run\.oci\.|org\.systemd\.|io\.podman\.|io\.crun\.|io\.kubernetes\.cri-o\.)/i.test(name))
    .map(([name, value]) => ({
      value: `${name}=${value}`,
      reason: 'such an annotation is a setting of the container runtime',
    }));
}

function checkGpus(requests: readonly DeviceRequest[]): HostAccess[] {
  return requests.map((request) => ({ value: JSON.stringify(request), reason: gpu }));
}

function showDevice({ source, target, permissions }: ComposeDevice): string {
  return [source, target, permissions].filter((part) => part !== undefined).join(':');
}

function checkImage(image: string): string | undefined {
  if (!/^[a-z0-9]/i.test(image))
    return 'it does not start like the name of an image, and podman may take it as an option';
  const isFile = /^(?:dir|oci|oci-archive|docker-archive|docker-daemon|containers-storage|ostree|sif):/.test(image);
  // `sif:4` is an image and its tag; a path has a slash.
  return isFile && image.includes('/') ? 'it reads a file of the host as an image' : undefined;
}

function checkLogPath(options: TextMap | undefined, place: ServicePlace): HostAccess[] {
  const path = options?.['path'];
  return path === undefined ? [] : because(`path ${path}`, checkWritablePath(path, place));
}

function checkSysctls(sysctls: TextMap): HostAccess[] {
  return Object.entries(sysctls)
    .filter(([name]) => !/^(?:net\.|fs\.mqueue\.|kernel\.(?:shm|msg|sem))/.test(name))
    .map(([name, value]) => ({ value: `${name}=${value}`, reason: 'it is not a sysctl of a namespace' }));
}

/** A hook runs in the container, and with `privileged` beyond it. */
function checkHooks(hooks: unknown): HostAccess[] {
  const list: readonly unknown[] = Array.isArray(hooks) ? hooks : [hooks];
  return list
    .filter(
      (hook) =>
        typeof hook === 'object' &&
        hook !== null &&
        'privileged' in hook &&
        !/^(?:false|no|off)?$/i.test(String(hook.privileged)),
    )
    .map((hook) => ({ value: JSON.stringify(hook), reason: moreRights }));
}

/** The keys by which podman-compose takes more than the specification has. */
function checkExtensions(extensions: Readonly<Record<string, unknown>>): HostAccess[] {
  return Object.entries(extensions)
    .filter(([key]) => /^x-podman/i.test(key) && !/^x-podman\.(?:no_hosts|disable_dns)$/.test(key))
    .map(([key, value]) => ({
      value: `${key}: ${JSON.stringify(value)}`,
      reason: 'podman-compose hands it to podman, past every check',
    }));
}
