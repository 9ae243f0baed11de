import Docker from 'dockerode';
import type { z } from 'zod';

import { AppError } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { toContainerName } from './container-name.ts';
import type { CallOptions, ContainerRuntime, LogOptions, RuntimeInfo } from './container-runtime.ts';
import type { Container, ContainerDetails, ContainerStats, LogLine } from './container.ts';
import { StatsReading } from './container-stats.ts';
import type { FoundRuntime } from './detect-runtime.ts';
import { DockerContainers } from './docker-list.ts';
import { InspectAnswer, type InspectedContainer } from './engine-inspect.ts';
import { EngineModem } from './engine-modem.ts';
import { InfoAnswer, VersionAnswer } from './engine-version.ts';
import { LogReader } from './log-reader.ts';
import { PodmanContainers } from './podman-list.ts';
import { isPortTaken, startWhenPortsAreFree } from './port-release.ts';
import { type StatsTarget, readStats } from './read-stats.ts';
import { withSignal } from './with-signal.ts';

export interface EngineTimes {
  /** replaces the time limit of every call */
  readonly timeLimitMs?: number | undefined;
  /** between the two readings that a CPU percentage needs */
  readonly statsPauseMs?: number | undefined;
}

const defaultStatsPauseMs = 1000;
// Podman answers its own calls under a version only; every Podman from 4.0 on knows this one.
const podmanApi = '/v4.0.0/libpod';

/** Podman or Docker at one socket, both through dockerode; Podman's own API where its Docker form lacks facts. */
export class DockerodeRuntime implements ContainerRuntime {
  readonly #found: FoundRuntime;
  readonly #modem: EngineModem;
  readonly #docker: Docker;
  readonly #statsPauseMs: number;
  #listing: Promise<Container[]> | undefined;
  #lastList: { readonly body: Buffer; readonly containers: readonly Container[] } | undefined;
  #machine: z.output<typeof InfoAnswer> | undefined;

  constructor(found: FoundRuntime, times: EngineTimes = {}) {
    this.#found = found;
    this.#modem = new EngineModem(found.socketPath, times.timeLimitMs);
    const options = { modem: this.#modem, Promise };
    this.#docker = new Docker(options);
    this.#statsPauseMs = times.statsPauseMs ?? defaultStatsPauseMs;
  }

  async info({ signal }: CallOptions = {}): Promise<RuntimeInfo> {
    const version = parseAnswer(VersionAnswer, await this.#get('/version', signal));
    const { rootless } = await withSignal(this.#readMachine(), signal);
    return { ...version, rootless, socketPath: this.#found.socketPath };
  }

  /** Callers who ask while a list is on its way share it. */
  async list({ signal }: CallOptions = {}): Promise<Container[]> {
    this.#listing ??= this.#readList().finally(() => {
      this.#listing = undefined;
    });
    return withSignal(this.#listing, signal);
  }

  async get(container: string, { signal }: CallOptions = {}): Promise<ContainerDetails> {
    const { details, podId } = await this.#inspect(toContainerName(container), signal);
    if (podId === undefined) return details;
    // Podman tells a pod's name in the list only.
    const pod = (await this.list({ ...abortable(signal) })).find((each) => each.id === details.id)?.pod;
    return { ...details, pod: pod ?? podId };
  }

  async start(container: string, { signal }: CallOptions = {}): Promise<void> {
    const target = this.#container(container);
    await startWhenPortsAreFree(async () => target.start({ ...abortSignal(signal) }), { signal });
  }

  async stop(container: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#container(container).stop({ ...abortSignal(signal) });
  }

  async restart(container: string, { signal }: CallOptions = {}): Promise<void> {
    const target = this.#container(container);
    try {
      await target.restart({ ...abortSignal(signal) });
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      await this.start(container, { ...abortable(signal) });
    }
  }

  async remove(container: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#container(container).remove({ force: true, ...abortSignal(signal) });
  }

  async logs(container: string, { lines, since, signal }: LogOptions): Promise<LogLine[]> {
    const name = toContainerName(container);
    const { hasTerminal } = await this.#inspect(name, signal);
    const reader = new LogReader({ lines, raw: hasTerminal });
    const query = { stdout: 'true', stderr: 'true', timestamps: 'true', tail: String(lines), ...toSince(since) };
    const call = { method: 'GET', path: `/containers/${name}/logs`, query };
    await this.#modem.stream(call, (chunk) => reader.push(chunk), signal);
    return reader.finish();
  }

  async stats(
    container?: string,
    { signal }: CallOptions = {},
  ): Promise<{ stats: ContainerStats[]; failed: string[] }> {
    const targets = await this.#statsTargets(container, signal);
    const { machineMemoryBytes } = await withSignal(this.#readMachine(), signal);
    return readStats({
      targets,
      machineMemoryBytes,
      pauseMs: this.#statsPauseMs,
      signal,
      mustSucceed: container !== undefined,
      read: async (id) => {
        const options = { stream: false, 'one-shot': true, ...abortSignal(signal) } as const;
        return parseAnswer(StatsReading, await this.#docker.getContainer(id).stats(options));
      },
    });
  }

  /** Lets go of kept connections. */
  close(): void {
    this.#modem.close();
  }

  #container(name: string): Docker.Container {
    return this.#docker.getContainer(toContainerName(name));
  }

  async #get(path: string, signal?: AbortSignal, query: Record<string, string> = {}): Promise<Buffer> {
    return this.#modem.read({ method: 'GET', path, query }, signal);
  }

  async #readList(): Promise<Container[]> {
    const body: unknown =
      this.#found.kind === 'podman'
        ? await this.#get(`${podmanApi}/containers/json`, undefined, { all: 'true' })
        : await this.#docker.listContainers({ all: true });
    // Most lists are, byte for byte, the one before: reading it again would cost three times the call.
    if (this.#lastList === undefined || !Buffer.isBuffer(body) || !body.equals(this.#lastList.body)) {
      this.#lastList = { body: Buffer.isBuffer(body) ? body : Buffer.alloc(0), containers: this.#parseList(body) };
    }
    return [...this.#lastList.containers];
  }

  #parseList(body: unknown): Container[] {
    const schema = this.#found.kind === 'podman' ? PodmanContainers : DockerContainers;
    return parseAnswer(schema, body).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #inspect(name: string, signal: AbortSignal | undefined): Promise<InspectedContainer> {
    const answer =
      this.#found.kind === 'podman'
        ? await this.#get(`${podmanApi}/containers/${name}/json`, signal)
        : await this.#docker.getContainer(name).inspect({ ...abortSignal(signal) });
    return parseAnswer(InspectAnswer, answer);
  }

  async #statsTargets(container: string | undefined, signal: AbortSignal | undefined): Promise<StatsTarget[]> {
    if (container !== undefined) {
      const { details } = await this.#inspect(toContainerName(container), signal);
      return [details];
    }
    const containers = await this.list({ ...abortable(signal) });
    return containers.filter((each) => each.state === 'running' && !each.isInfra);
  }

  /** Facts of the machine do not change while it answers: asked once. */
  async #readMachine(): Promise<z.output<typeof InfoAnswer>> {
    this.#machine ??= parseAnswer(InfoAnswer, await this.#get('/info'));
    return this.#machine;
  }
}

function abortable(signal: AbortSignal | undefined): CallOptions {
  return signal === undefined ? {} : { signal };
}

function abortSignal(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/** Unix seconds with a fraction, which both engines take. */
function toSince(since: string | undefined): { since?: string } {
  if (since === undefined) return {};
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw new AppError('invalid_argument', `${since} is no ISO 8601 time`);
  return { since: (time / 1000).toFixed(3) };
}
