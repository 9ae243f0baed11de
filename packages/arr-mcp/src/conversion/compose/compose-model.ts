// A compose project as it is meant: interpolated, extended, included, overridden, by profile, in long form, with
// absolute paths, milliseconds, bytes and texts. The keys keep the names of the Compose Specification, and every key of
// a service stands in one of the tables of rules by type: a key that is added here does not compile until it has one.

export type TextMap = Readonly<Record<string, string>>;

export interface ComposeModel {
  /** the project's name */
  readonly name: string;
  /** absolute; the folder of the main file */
  readonly directory: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  /** with the implicit `default` network where a service uses it */
  readonly networks: Readonly<Record<string, ComposeNetwork>>;
  readonly volumes: Readonly<Record<string, ComposeVolume>>;
  readonly secrets: Readonly<Record<string, ComposeSecret>>;
  readonly configs: Readonly<Record<string, ComposeConfig>>;
  /** services that were left out because none of their profiles is active */
  readonly inactive: readonly string[];
  /** top-level `x-` keys, as they stand */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** One service; what the file does not say is absent. */
export interface ComposeService {
  readonly annotations?: TextMap;
  readonly attach?: boolean;
  readonly blkio_config?: BlkioConfig;
  readonly build?: ComposeBuild;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly cgroup?: string;
  readonly cgroup_parent?: string;
  /** split into words; an empty list clears the image's */
  readonly command?: readonly string[];
  readonly configs?: readonly FileReference[];
  readonly container_name?: string;
  readonly cpu_count?: string;
  readonly cpu_percent?: string;
  readonly cpu_period?: string;
  readonly cpu_quota?: string;
  readonly cpu_rt_period?: string;
  readonly cpu_rt_runtime?: string;
  readonly cpu_shares?: string;
  readonly cpus?: string;
  readonly cpuset?: string;
  readonly credential_spec?: unknown;
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  readonly deploy?: ComposeDeploy;
  readonly develop?: unknown;
  readonly device_cgroup_rules?: readonly string[];
  readonly devices?: readonly ComposeDevice[];
  readonly dns?: readonly string[];
  readonly dns_opt?: readonly string[];
  readonly dns_search?: readonly string[];
  readonly domainname?: string;
  /** split into words; an empty list clears the image's */
  readonly entrypoint?: readonly string[];
  readonly env_file?: readonly EnvFileReference[];
  /** a variable without a value that nothing gives one is left out */
  readonly environment?: TextMap;
  readonly expose?: readonly string[];
  /** `[host, address]`, the address without brackets */
  readonly extra_hosts?: readonly (readonly [host: string, address: string])[];
  readonly external_links?: readonly string[];
  readonly gpus?: readonly DeviceRequest[];
  readonly group_add?: readonly string[];
  readonly healthcheck?: ComposeHealthcheck;
  readonly hostname?: string;
  readonly image?: string;
  readonly init?: boolean;
  readonly ipc?: string;
  readonly isolation?: string;
  readonly label_file?: readonly EnvFileReference[];
  /** those of `label_file` are in it already */
  readonly labels?: TextMap;
  /** `service` or `service:alias` */
  readonly links?: readonly string[];
  readonly logging?: { readonly driver?: string; readonly options?: TextMap };
  readonly mac_address?: string;
  /** bytes */
  readonly mem_limit?: number;
  readonly mem_reservation?: number;
  readonly mem_swappiness?: string;
  /** bytes; -1 is unlimited */
  readonly memswap_limit?: number;
  readonly models?: unknown;
  readonly network_mode?: string;
  /** in the order of the file; absent with `network_mode`, `default` where the file names none */
  readonly networks?: Readonly<Record<string, NetworkAttachment>>;
  readonly oom_kill_disable?: boolean;
  readonly oom_score_adj?: string;
  readonly pid?: string;
  readonly pids_limit?: string;
  readonly platform?: string;
  readonly ports?: readonly ComposePort[];
  readonly post_start?: unknown;
  readonly pre_start?: unknown;
  readonly pre_stop?: unknown;
  readonly privileged?: boolean;
  readonly profiles?: readonly string[];
  readonly provider?: unknown;
  readonly pull_policy?: string;
  readonly pull_refresh_after?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly runtime?: string;
  readonly scale?: number;
  readonly secrets?: readonly FileReference[];
  readonly security_opt?: readonly string[];
  /** bytes */
  readonly shm_size?: number;
  readonly stdin_open?: boolean;
  /** milliseconds */
  readonly stop_grace_period?: number;
  readonly stop_signal?: string;
  readonly storage_opt?: TextMap;
  readonly sysctls?: TextMap;
  /** `path` or `path:options` */
  readonly tmpfs?: readonly string[];
  readonly tty?: boolean;
  readonly ulimits?: Readonly<Record<string, { readonly soft: string; readonly hard: string }>>;
  readonly use_api_socket?: boolean;
  readonly user?: string;
  readonly userns_mode?: string;
  readonly uts?: string;
  readonly volumes?: readonly ComposeMount[];
  /** `service[:ro]` or `container:name[:ro]` */
  readonly volumes_from?: readonly string[];
  readonly working_dir?: string;
  /** `x-` keys, as they stand */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface BlkioConfig {
  readonly weight?: string;
  readonly weight_device?: readonly { readonly path: string; readonly weight: string }[];
  readonly device_read_bps?: readonly BlkioLimit[];
  readonly device_write_bps?: readonly BlkioLimit[];
  readonly device_read_iops?: readonly BlkioLimit[];
  readonly device_write_iops?: readonly BlkioLimit[];
}

export interface BlkioLimit {
  readonly path: string;
  /** bytes or operations a second */
  readonly rate: string;
}

/** `build`, in its long form; every key of the specification that is set. */
export interface ComposeBuild {
  /** absolute path, or an address */
  readonly context: string;
  /** absolute, unless the context is an address */
  readonly dockerfile?: string;
  readonly dockerfile_inline?: string;
  readonly target?: string;
  /** an argument without a value that nothing gives one is left out */
  readonly args?: TextMap;
  readonly labels?: TextMap;
  readonly tags?: readonly string[];
  readonly network?: string;
  readonly secrets?: readonly FileReference[];
  readonly pull?: boolean;
  readonly no_cache?: boolean;
  readonly platforms?: readonly string[];
  readonly cache_from?: readonly string[];
  readonly cache_to?: readonly string[];
  readonly ssh?: readonly string[];
  readonly shm_size?: number;
  readonly ulimits?: Readonly<Record<string, { readonly soft: string; readonly hard: string }>>;
  readonly extra_hosts?: readonly (readonly [host: string, address: string])[];
  readonly additional_contexts?: TextMap;
  readonly isolation?: string;
  readonly entitlements?: readonly string[];
  readonly privileged?: boolean;
  readonly provenance?: unknown;
  readonly sbom?: unknown;
}

/** Use of a top-level secret or config by a service. */
export interface FileReference {
  readonly source: string;
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  /** octal digits, as they were meant */
  readonly mode?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Dependency {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly required: boolean;
  readonly restart: boolean;
}

export interface ComposeDeploy {
  readonly replicas?: number;
  readonly mode?: string;
  readonly endpoint_mode?: string;
  readonly labels?: TextMap;
  readonly placement?: unknown;
  readonly update_config?: unknown;
  readonly rollback_config?: unknown;
  readonly resources?: {
    readonly limits?: { readonly cpus?: string; /** bytes */ readonly memory?: number; readonly pids?: string };
    readonly reservations?: {
      readonly cpus?: string;
      readonly memory?: number;
      readonly devices?: readonly DeviceRequest[];
      readonly generic_resources?: unknown;
    };
  };
  readonly restart_policy?: {
    readonly condition?: string;
    /** milliseconds */
    readonly delay?: number;
    readonly max_attempts?: number;
    /** milliseconds */
    readonly window?: number;
  };
}

/** A device that a driver gives; `gpus: all` is one with count `all`. */
export interface DeviceRequest {
  readonly driver?: string;
  /** a number or `all` */
  readonly count?: string;
  readonly device_ids?: readonly string[];
  readonly capabilities?: readonly string[];
  readonly options?: TextMap;
}

/** `source` alone for a CDI name (`nvidia.com/gpu=all`). */
export interface ComposeDevice {
  readonly source: string;
  readonly target?: string;
  readonly permissions?: string;
}

/** An env file or label file that a service names. */
export interface EnvFileReference {
  /** absolute */
  readonly path: string;
  readonly required: boolean;
  /** `raw`: read as Podman itself reads it */
  readonly format?: string;
  /** what stands in it; absent when it is not there */
  readonly text?: string;
  /** the variables as compose reads them */
  readonly values: TextMap;
}

export interface ComposeHealthcheck {
  readonly disable?: boolean;
  /** with its first word `CMD`, `CMD-SHELL` or `NONE`; a plain text is `CMD-SHELL` */
  readonly test?: readonly string[];
  /** milliseconds */
  readonly interval?: number;
  readonly timeout?: number;
  readonly start_period?: number;
  readonly start_interval?: number;
  readonly retries?: number;
}

export interface NetworkAttachment {
  readonly aliases?: readonly string[];
  readonly ipv4_address?: string;
  readonly ipv6_address?: string;
  readonly mac_address?: string;
  readonly interface_name?: string;
  readonly link_local_ips?: readonly string[];
  readonly priority?: string;
  readonly gw_priority?: string;
  readonly driver_opts?: TextMap;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ComposePort {
  /** a port or a range */
  readonly target: string;
  /** a port or a range; absent: any free one */
  readonly published?: string;
  /** without brackets */
  readonly host_ip?: string;
  readonly protocol?: string;
  readonly name?: string;
  readonly app_protocol?: string;
  readonly mode?: string;
}

export interface ComposeMount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'npipe' | 'cluster';
  /** absolute for a bind (`~` stays), a key of `volumes` or absent for a volume */
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  /** further words of the short form's mode: `z`, `rshared`, `nocopy`, `cached` … */
  readonly options?: readonly string[];
  readonly consistency?: string;
  readonly bind?: {
    readonly propagation?: string;
    /** the short form's and the specification's default is true */
    readonly create_host_path?: boolean;
    readonly selinux?: string;
    readonly recursive?: string;
  };
  readonly volume?: { readonly nocopy?: boolean; readonly subpath?: string; readonly labels?: TextMap };
  readonly tmpfs?: { /** bytes */ readonly size?: number; /** octal digits */ readonly mode?: string };
  readonly image?: { readonly subpath?: string };
}

export interface ComposeNetwork {
  /** what the runtime calls it: `name:`, or project and key */
  readonly name: string;
  readonly external: boolean;
  readonly driver?: string;
  readonly driver_opts?: TextMap;
  readonly internal?: boolean;
  readonly enable_ipv4?: boolean;
  readonly enable_ipv6?: boolean;
  readonly attachable?: boolean;
  readonly labels?: TextMap;
  readonly ipam?: {
    readonly driver?: string;
    readonly config?: readonly {
      readonly subnet?: string;
      readonly gateway?: string;
      readonly ip_range?: string;
      readonly aux_addresses?: TextMap;
    }[];
    readonly options?: TextMap;
  };
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ComposeVolume {
  /** what the runtime calls it: `name:`, or project and key */
  readonly name: string;
  readonly external: boolean;
  readonly driver?: string;
  readonly driver_opts?: TextMap;
  readonly labels?: TextMap;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ComposeSecret {
  readonly name: string;
  readonly external: boolean;
  /** absolute */
  readonly file?: string;
  readonly environment?: string;
  readonly driver?: string;
  readonly template_driver?: string;
  readonly labels?: TextMap;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ComposeConfig extends ComposeSecret {
  readonly content?: string;
  /** the value of `environment`, known at conversion */
  readonly environment_value?: string;
}
