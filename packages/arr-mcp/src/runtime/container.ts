/** What the engine says a container is doing; `unknown` for a word we have not met. */
export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'stopping'
  | 'exited'
  | 'removing'
  | 'dead'
  | 'unknown';

/** The result of a container's own health check. */
export type HealthCheck = 'starting' | 'healthy' | 'unhealthy';

export interface Port {
  readonly containerPort: number;
  readonly protocol: string;
  /** absent when the port is exposed only, not published */
  readonly hostPort?: number;
  /** absent: all addresses of the host */
  readonly hostIp?: string;
}

/** Which compose project a container was made for, from its labels (docker compose, podman-compose). */
export interface ComposeOrigin {
  readonly project: string;
  readonly service?: string;
  /** the project's directory on the host, as the label has it: a claim, not a checked path */
  readonly workingDir?: string;
  /** made by `compose run`, not a part of what `up` starts */
  readonly oneOff: boolean;
}

/** One container as a list shows it, the same for Docker and Podman. Times are ISO 8601 UTC. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  /** absent: the container has no health check */
  readonly health?: HealthCheck;
  /** of the last run; only when it is not running */
  readonly exitCode?: number;
  readonly createdAt?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** times the engine has restarted it; absent when the engine does not say */
  readonly restarts?: number;
  readonly ports: readonly Port[];
  readonly compose?: ComposeOrigin;
  /** the systemd unit that runs it (label PODMAN_SYSTEMD_UNIT): a Quadlet */
  readonly unit?: string;
  readonly pod?: string;
  /** the pause container of a pod: plumbing, nobody's service */
  readonly isInfra: boolean;
}

/** A restart policy as the engine has it: `no`, `always`, `unless-stopped`, `on-failure`. */
export interface ContainerDetails extends Container {
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly { type: string; source: string; target: string; readOnly: boolean }[];
  readonly networks: readonly { name: string; ip?: string }[];
  readonly user?: string;
  readonly restartPolicy: string;
  readonly imageId: string;
  readonly logDriver: string;
  /** the last results of the health check, newest last */
  readonly healthLog: readonly { at: string; exitCode: number; output: string }[];
  readonly error?: string;
  readonly oomKilled: boolean;
  readonly privileged: boolean;
  readonly networkMode: string;
  readonly memoryLimitBytes?: number;
}

/** One reading; a figure that the engine or the host cannot give is absent, never 0. */
export interface ContainerStats {
  readonly id: string;
  readonly name: string;
  /** percent of one core: 250 is two and a half cores */
  readonly cpuPercent?: number;
  readonly memoryBytes?: number;
  /** absent where no limit is set */
  readonly memoryLimitBytes?: number;
  readonly networkReceivedBytes?: number;
  readonly networkSentBytes?: number;
  readonly blockReadBytes?: number;
  readonly blockWrittenBytes?: number;
  readonly processes?: number;
}

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** absent when the engine keeps no time */
  readonly time?: string;
  readonly text: string;
}
