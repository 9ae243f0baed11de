// A compose file as it is written: short forms, texts with their `$` doubled. The order of the keys is that of
// `print-compose.ts`.

export type Texts = Record<string, string>;

export interface OutputService {
  image?: string;
  build?: OutputBuild;
  container_name?: string;
  platform?: string;
  pull_policy?: string;
  hostname?: string;
  entrypoint?: string[];
  command?: string[];
  init?: boolean;
  user?: string;
  userns_mode?: string;
  group_add?: string[];
  working_dir?: string;
  environment?: Texts;
  env_file?: { path: string; format: 'raw' }[];
  labels?: Texts;
  annotations?: Texts;
  network_mode?: string;
  networks?: string[] | Record<string, OutputAttachment | null>;
  ports?: string[];
  expose?: string[];
  extra_hosts?: string[];
  dns?: string[];
  dns_opt?: string[];
  dns_search?: string[];
  mac_address?: string;
  volumes?: (string | OutputMount)[];
  volumes_from?: string[];
  tmpfs?: string[];
  devices?: string[];
  device_cgroup_rules?: string[];
  secrets?: (string | { source: string; target?: string; uid?: string; gid?: string; mode?: string })[];
  depends_on?: Record<string, OutputDependency>;
  healthcheck?: OutputHealthcheck;
  restart?: string;
  deploy?: { restart_policy: { condition: string; delay?: string; max_attempts?: number; window?: string } };
  stop_signal?: string;
  stop_grace_period?: string;
  cap_add?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  privileged?: boolean;
  read_only?: boolean;
  stdin_open?: boolean;
  tty?: boolean;
  cgroup?: string;
  ipc?: string;
  pid?: string;
  uts?: string;
  shm_size?: string;
  sysctls?: Texts;
  ulimits?: Record<string, string | { soft: string; hard: string }>;
  cpus?: string;
  cpuset?: string;
  cpu_period?: string;
  cpu_quota?: string;
  cpu_shares?: string;
  mem_limit?: string;
  mem_reservation?: string;
  memswap_limit?: string;
  pids_limit?: string;
  oom_score_adj?: string;
  blkio_config?: OutputBlkio;
  storage_opt?: Texts;
  logging?: { driver?: string; options?: Texts };
  cgroup_parent?: string;
  'x-podman.uidmaps'?: string[];
  'x-podman.gidmaps'?: string[];
  'x-podman.rootfs'?: string;
  'x-podman.no_hosts'?: boolean;
  'x-podman.passwd'?: boolean;
}

export interface OutputBuild {
  context: string;
  dockerfile?: string;
  target?: string;
  args?: Texts;
  labels?: Texts;
  tags?: string[];
  network?: string;
  platforms?: string[];
  pull?: boolean;
  no_cache?: boolean;
  shm_size?: string;
  cache_from?: string[];
  cache_to?: string[];
  ssh?: string[];
  extra_hosts?: string[];
  ulimits?: Record<string, string | { soft: string; hard: string }>;
  additional_contexts?: Texts;
  secrets?: (string | { source: string; target: string })[];
}

export interface OutputAttachment {
  aliases?: string[];
  ipv4_address?: string;
  ipv6_address?: string;
  mac_address?: string;
  interface_name?: string;
}

export interface OutputMount {
  type: 'bind' | 'volume' | 'tmpfs' | 'image';
  source?: string;
  target: string;
  read_only?: boolean;
  bind?: { propagation?: string; selinux?: string; create_host_path?: boolean };
  volume?: { nocopy?: boolean; subpath?: string };
  tmpfs?: { size?: string; mode?: string };
  image?: { subpath?: string };
}

export interface OutputDependency {
  condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  required?: boolean;
  restart?: boolean;
}

export interface OutputHealthcheck {
  disable?: boolean;
  test?: string[];
  interval?: string;
  timeout?: string;
  retries?: number;
  start_period?: string;
  start_interval?: string;
}

export interface OutputBlkio {
  weight?: string;
  weight_device?: { path: string; weight: string }[];
  device_read_bps?: { path: string; rate: string }[];
  device_write_bps?: { path: string; rate: string }[];
  device_read_iops?: { path: string; rate: string }[];
  device_write_iops?: { path: string; rate: string }[];
}

export interface OutputNetwork {
  name?: string;
  external?: boolean;
  driver?: string;
  driver_opts?: Texts;
  internal?: boolean;
  enable_ipv6?: boolean;
  labels?: Texts;
  ipam?: { driver?: string; config?: { subnet?: string; gateway?: string; ip_range?: string }[] };
  'x-podman.disable_dns'?: boolean;
  'x-podman.dns'?: string[];
  'x-podman.routes'?: string[];
}

export interface OutputVolume {
  name?: string;
  external?: boolean;
  driver?: string;
  driver_opts?: Texts;
  labels?: Texts;
}

export interface OutputSecret {
  name?: string;
  external?: true;
  file?: string;
}

export interface OutputProject {
  name?: string;
  services: Record<string, OutputService>;
  networks: Record<string, OutputNetwork>;
  volumes: Record<string, OutputVolume>;
  secrets: Record<string, OutputSecret>;
}
