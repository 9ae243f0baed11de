import type { ComposeConfig, ComposeNetwork, ComposeSecret, ComposeVolume } from './compose-resources.ts';
import type {
  BlkioConfig,
  ComposeBuild,
  ComposeDeploy,
  ComposeDevice,
  ComposeHealthcheck,
  ComposeMount,
  ComposePort,
  Dependency,
  DeviceRequest,
  EnvFileReference,
  FileReference,
  NetworkAttachment,
  TextMap,
} from './service-parts.ts';

// A compose project as it is meant: interpolated, extended, included, overridden, by profile, in long form, with
// absolute paths, milliseconds, bytes and texts. The keys keep the names of the Compose Specification, and every key of
// a service stands in one of the tables of rules by type: a key that is added here does not compile until it has one.

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
