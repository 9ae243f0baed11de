import { AppError } from '../errors.ts';
import type { CallOptions, ContainerRuntime, LogOptions, RuntimeInfo } from './container-runtime.ts';
import type { Container, ContainerDetails, ContainerStats, LogLine } from './container.ts';
import { type RuntimeSettings, detectRuntime } from './detect-runtime.ts';
import { DockerodeRuntime, type EngineTimes } from './dockerode-runtime.ts';
import { withSignal } from './with-signal.ts';

export interface LazyRuntimeOptions extends EngineTimes {
  /** milliseconds of any steady clock */
  readonly now?: () => number;
}

// While nothing is there each call is answered at once; it is looked for again after this time.
const failureIsFreshMs = 3000;

/**
 * Finds the container runtime at the first call and again whenever it was lost, so that the server starts without
 * one and goes on when one comes (back).
 */
export class LazyRuntime implements ContainerRuntime {
  readonly #settings: RuntimeSettings;
  readonly #options: LazyRuntimeOptions;
  readonly #now: () => number;
  #runtime: DockerodeRuntime | undefined;
  #detection: Promise<DockerodeRuntime> | undefined;
  #failure: { error: unknown; at: number } | undefined;

  constructor(settings: RuntimeSettings, options: LazyRuntimeOptions = {}) {
    this.#settings = settings;
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  async info(options: CallOptions = {}): Promise<RuntimeInfo> {
    return this.#use(options, (runtime) => runtime.info(options));
  }

  async list(options: CallOptions = {}): Promise<Container[]> {
    return this.#use(options, (runtime) => runtime.list(options));
  }

  async get(container: string, options: CallOptions = {}): Promise<ContainerDetails> {
    return this.#use(options, (runtime) => runtime.get(container, options));
  }

  async start(container: string, options: CallOptions = {}): Promise<void> {
    return this.#use(options, (runtime) => runtime.start(container, options));
  }

  async stop(container: string, options: CallOptions = {}): Promise<void> {
    return this.#use(options, (runtime) => runtime.stop(container, options));
  }

  async restart(container: string, options: CallOptions = {}): Promise<void> {
    return this.#use(options, (runtime) => runtime.restart(container, options));
  }

  async remove(container: string, options: CallOptions = {}): Promise<void> {
    return this.#use(options, (runtime) => runtime.remove(container, options));
  }

  async logs(container: string, options: LogOptions): Promise<LogLine[]> {
    return this.#use(options, (runtime) => runtime.logs(container, options));
  }

  async stats(container?: string, options: CallOptions = {}): Promise<{ stats: ContainerStats[]; failed: string[] }> {
    return this.#use(options, (runtime) => runtime.stats(container, options));
  }

  /** Lets go of kept connections. */
  close(): void {
    this.#runtime?.close();
  }

  async #use<T>({ signal }: CallOptions, work: (runtime: DockerodeRuntime) => Promise<T>): Promise<T> {
    const runtime = this.#runtime ?? (await withSignal(this.#find(), signal));
    try {
      return await work(runtime);
    } catch (error) {
      // Not closed: other calls may still be under way on it; its idle connections go by themselves.
      if (isLost(error) && this.#runtime === runtime) this.#runtime = undefined;
      throw error;
    }
  }

  async #find(): Promise<DockerodeRuntime> {
    if (this.#failure !== undefined && this.#now() - this.#failure.at < failureIsFreshMs) throw this.#failure.error;
    this.#detection ??= this.#detect().finally(() => {
      this.#detection = undefined;
    });
    return this.#detection;
  }

  async #detect(): Promise<DockerodeRuntime> {
    try {
      this.#runtime = new DockerodeRuntime(await detectRuntime(this.#settings), this.#options);
      this.#failure = undefined;
      return this.#runtime;
    } catch (error) {
      this.#failure = { error, at: this.#now() };
      throw error;
    }
  }
}

// Another engine may answer at that socket next time, or the same one at another.
function isLost(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const wasAnswered = error.details?.['status'] !== undefined;
  return !wasAnswered && ['unreachable', 'bad_response', 'unavailable'].includes(error.code);
}
