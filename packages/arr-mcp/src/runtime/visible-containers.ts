import { distance } from 'fastest-levenshtein';

import { AppError } from '../errors.ts';
import { toContainerName } from './container-name.ts';
import type { CallOptions, ContainerRuntime, LogOptions, RuntimeInfo } from './container-runtime.ts';
import type { ComposeOrigin, Container, ContainerDetails, ContainerStats, LogLine } from './container.ts';

/** Whether a container's stack lies in the stacks directory but belongs to another user. */
export type IsForeign = (origin: ComposeOrigin) => Promise<boolean>;

/**
 * A runtime that has only the containers which concern this user: those of another user's stack are left out of
 * every list and are "not found" by name and by id. Every tool gets this one, so that none can reach around it.
 */
export class VisibleContainers implements ContainerRuntime {
  readonly #runtime: ContainerRuntime;
  readonly #isForeign: IsForeign;

  constructor(runtime: ContainerRuntime, isForeign: IsForeign) {
    this.#runtime = runtime;
    this.#isForeign = isForeign;
  }

  async info(options?: CallOptions): Promise<RuntimeInfo> {
    return this.#runtime.info(options);
  }

  async list(options?: CallOptions): Promise<Container[]> {
    const containers = await this.#runtime.list(options);
    // A stack's containers share their origin: each one is looked up once, however many there are.
    const origins = new Map(
      containers.flatMap(({ compose }) => (compose === undefined ? [] : [[originKey(compose), compose]])),
    );
    const lookUps = [...origins].map(async ([key, origin]) => [key, await this.#isForeign(origin)] as const);
    const foreign = new Map(await Promise.all(lookUps));
    return containers.filter(({ compose }) => compose === undefined || foreign.get(originKey(compose)) === false);
  }

  async get(container: string, options?: CallOptions): Promise<ContainerDetails> {
    return this.#runtime.get(await this.#idOf(container, options), options);
  }

  async start(container: string, options?: CallOptions): Promise<void> {
    return this.#runtime.start(await this.#idOf(container, options), options);
  }

  async stop(container: string, options?: CallOptions): Promise<void> {
    return this.#runtime.stop(await this.#idOf(container, options), options);
  }

  async restart(container: string, options?: CallOptions): Promise<void> {
    return this.#runtime.restart(await this.#idOf(container, options), options);
  }

  async remove(container: string, options?: CallOptions): Promise<void> {
    return this.#runtime.remove(await this.#idOf(container, options), options);
  }

  async logs(container: string, options: LogOptions): Promise<LogLine[]> {
    return this.#runtime.logs(await this.#idOf(container, options), options);
  }

  async stats(container?: string, options?: CallOptions): Promise<{ stats: ContainerStats[]; failed: string[] }> {
    if (container !== undefined) return this.#runtime.stats(await this.#idOf(container, options), options);
    const names = new Set((await this.list(options)).map((each) => each.name));
    const { stats, failed } = await this.#runtime.stats(undefined, options);
    return { stats: stats.filter((each) => names.has(each.name)), failed: failed.filter((name) => names.has(name)) };
  }

  /** The id, not the name: another container may take the name before the call is made. */
  async #idOf(container: string, options?: CallOptions): Promise<string> {
    return findContainer(await this.list(options), toContainerName(container)).id;
  }
}

const minIdLength = 4;

/** The container with that name, id or beginning of an id; `not_found` names similar ones. */
export function findContainer(containers: readonly Container[], wanted: string): Container {
  const exact = containers.find((each) => each.name === wanted || each.id === wanted);
  if (exact !== undefined) return exact;
  const byId = wanted.length < minIdLength ? [] : containers.filter((each) => each.id.startsWith(wanted));
  const [only] = byId;
  if (only !== undefined && byId.length === 1) return only;
  if (byId.length > 1) throw new AppError('conflict', `${byId.length} container ids begin with ${wanted}`);
  throw notFound(containers, wanted);
}

function notFound(containers: readonly Container[], wanted: string): AppError {
  const similar = findSimilar(
    containers.map((each) => each.name),
    wanted,
  );
  const guess = similar.length === 0 ? '' : `did you mean ${similar.join(', ')}? `;
  return new AppError('not_found', `no container named ${wanted}`, {
    hint: `${guess}container_list shows the names.`,
    details: { similar },
  });
}

/** At most three names that contain the wanted one or differ from it by a few letters, the nearest first. */
function findSimilar(names: readonly string[], wanted: string): string[] {
  const low = wanted.toLowerCase();
  const ranked = names.map((name) => {
    const contains = name.toLowerCase().includes(low) || low.includes(name.toLowerCase());
    return { name, far: contains ? 0 : distance(name.toLowerCase(), low) };
  });
  const near = ranked.filter(({ far }) => far <= Math.max(2, Math.floor(wanted.length / 3)));
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

function originKey({ project, workingDir }: ComposeOrigin): string {
  return JSON.stringify([project, workingDir]);
}
