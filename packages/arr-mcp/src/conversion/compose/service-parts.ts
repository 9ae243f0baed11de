// What a service of a compose project is made of, in long form; see compose-model.ts.

export type TextMap = Readonly<Record<string, string>>;

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
