import { stringify } from 'yaml';

import type { OutputBuild, OutputProject, OutputService } from './compose-output.ts';

/** Every key of `Thing`, once each: a key that is added to a type does not compile until it has a place. */
const order = <Thing>(keys: Readonly<Record<keyof Required<Thing>, true>>): readonly string[] => Object.keys(keys);

const serviceOrder = order<OutputService>({
  image: true,
  build: true,
  container_name: true,
  platform: true,
  pull_policy: true,
  hostname: true,
  depends_on: true,
  entrypoint: true,
  command: true,
  init: true,
  user: true,
  userns_mode: true,
  group_add: true,
  working_dir: true,
  environment: true,
  env_file: true,
  secrets: true,
  volumes: true,
  volumes_from: true,
  tmpfs: true,
  devices: true,
  device_cgroup_rules: true,
  network_mode: true,
  networks: true,
  ports: true,
  expose: true,
  extra_hosts: true,
  dns: true,
  dns_opt: true,
  dns_search: true,
  mac_address: true,
  labels: true,
  annotations: true,
  healthcheck: true,
  cap_add: true,
  cap_drop: true,
  security_opt: true,
  privileged: true,
  read_only: true,
  stdin_open: true,
  tty: true,
  cgroup: true,
  cgroup_parent: true,
  ipc: true,
  pid: true,
  uts: true,
  shm_size: true,
  sysctls: true,
  ulimits: true,
  cpus: true,
  cpuset: true,
  cpu_period: true,
  cpu_quota: true,
  cpu_shares: true,
  mem_limit: true,
  mem_reservation: true,
  memswap_limit: true,
  pids_limit: true,
  oom_score_adj: true,
  blkio_config: true,
  storage_opt: true,
  logging: true,
  stop_signal: true,
  stop_grace_period: true,
  restart: true,
  deploy: true,
  'x-podman.uidmaps': true,
  'x-podman.gidmaps': true,
  'x-podman.rootfs': true,
  'x-podman.no_hosts': true,
  'x-podman.passwd': true,
});

const buildOrder = order<OutputBuild>({
  context: true,
  dockerfile: true,
  target: true,
  args: true,
  additional_contexts: true,
  tags: true,
  platforms: true,
  network: true,
  labels: true,
  pull: true,
  no_cache: true,
  cache_from: true,
  cache_to: true,
  secrets: true,
  ssh: true,
  shm_size: true,
  extra_hosts: true,
  ulimits: true,
});

/**
 * Prints a project as compose reads it back: texts that an older reader of YAML takes for something else (`yes`, `on`,
 * `22:22`, `0123`) are quoted, and keys stand in the order in which people write them.
 */
export function printCompose({ name, services, networks, volumes, secrets }: OutputProject): string {
  const root = {
    ...(name === undefined ? {} : { name }),
    services: mapValues(sorted(services), inServiceOrder),
    ...section('networks', networks),
    ...section('volumes', volumes),
    ...section('secrets', secrets),
  };
  // The same text twice must not become an anchor and an alias: few people read those.
  return stringify(root, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true });
}

function section(name: string, things: Readonly<Record<string, object>>): object {
  return Object.keys(things).length === 0 ? {} : { [name]: sorted(things) };
}

function inServiceOrder(service: OutputService): object {
  const { build } = service;
  return arrange(build === undefined ? service : { ...service, build: arrange(build, buildOrder) }, serviceOrder);
}

function arrange(thing: object, keys: readonly string[]): object {
  const present = keys.filter((key) => Object.hasOwn(thing, key));
  return Object.fromEntries(present.map((key): [string, unknown] => [key, Reflect.get(thing, key)]));
}

function sorted<Value>(things: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(things).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function mapValues<From, To>(things: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(things).map(([key, value]) => [key, change(value)]));
}
