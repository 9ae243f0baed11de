import type { Container, ContainerDetails, ContainerStats, LogLine } from './container.ts';

export type RuntimeKind = 'podman' | 'docker';

export interface RuntimeInfo {
  readonly kind: RuntimeKind;
  readonly version: string;
  readonly rootless: boolean;
  readonly socketPath: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface LogOptions extends CallOptions {
  /** the last so many lines */
  readonly lines: number;
  /** ISO 8601; only lines from then on */
  readonly since?: string;
}

/**
 * The container engine, Podman or Docker. Every method throws AppError: `unavailable` (no runtime is there or it is
 * switched off), `unreachable` (the socket refuses or the engine died), `timeout`, `not_found`, `conflict`,
 * `bad_response`. After an outage the next call connects again. Names and ids are accepted wherever `container` is.
 */
export interface ContainerRuntime {
  info(options?: CallOptions): Promise<RuntimeInfo>;
  /** All containers, running or not, sorted by name. */
  list(options?: CallOptions): Promise<Container[]>;
  get(container: string, options?: CallOptions): Promise<ContainerDetails>;
  start(container: string, options?: CallOptions): Promise<void>;
  stop(container: string, options?: CallOptions): Promise<void>;
  restart(container: string, options?: CallOptions): Promise<void>;
  /** Removes a container, running or not; its volumes stay. */
  remove(container: string, options?: CallOptions): Promise<void>;
  logs(container: string, options: LogOptions): Promise<LogLine[]>;
  /** Figures of the running containers, or of one; a container that fails is left out and named in `failed`. */
  stats(container?: string, options?: CallOptions): Promise<{ stats: ContainerStats[]; failed: string[] }>;
}
