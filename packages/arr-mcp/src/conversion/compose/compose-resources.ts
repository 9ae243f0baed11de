import type { TextMap } from './service-parts.ts';

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
  readonly driver_opts?: TextMap;
  readonly template_driver?: string;
  readonly labels?: TextMap;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ComposeConfig extends ComposeSecret {
  readonly content?: string;
  /** the value of `environment`, known at conversion */
  readonly environment_value?: string;
}
