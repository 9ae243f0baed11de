/** What a container of the invented host is, before it runs. */
export interface ContainerSpec {
  readonly name: string;
  /** with its tag */
  readonly image: string;
  readonly compose?: { readonly stack: string; readonly workingDir: string; readonly service: string };
  /** the Quadlet's service that runs it */
  readonly unit?: string;
  /** on the loopback address of the host */
  readonly port?: { readonly host: number; readonly container: number };
  /** `bridge` when absent */
  readonly networkMode?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly mounts?: readonly DemoMount[];
  /** the command of its health check, and what that complains about until the container is started anew */
  readonly healthCheck?: { readonly command: string; readonly fails?: string };
  /** what it writes, over and over */
  readonly says?: readonly LogMessage[];
  /** share of one processor, 0 to 1 */
  readonly cpuShare?: number;
  readonly memoryBytes?: number;
  readonly startedMinutesAgo?: number;
  /** it has ended since */
  readonly ended?: { readonly minutesAgo: number; readonly exitCode: number; readonly says: string };
}

export interface DemoMount {
  readonly source: string;
  readonly target: string;
  readonly readOnly?: boolean;
}

export interface LogMessage {
  readonly text: string;
  readonly stream?: 'stdout' | 'stderr';
}
