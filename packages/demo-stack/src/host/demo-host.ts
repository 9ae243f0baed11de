import type { ContainerSpec } from './container-spec.ts';
import { DemoContainer, withoutTrouble } from './demo-container.ts';

/** The containers of the invented host, as its runtime, its stacks and its units share them. */
export class DemoHost {
  readonly now: () => Date;
  readonly #containers = new Map<string, DemoContainer>();
  readonly #known = new Map<string, ContainerSpec>();
  #generation = 0;

  constructor(specs: readonly ContainerSpec[], now: () => Date = () => new Date()) {
    this.now = now;
    for (const spec of specs) this.create(spec);
  }

  list(): DemoContainer[] {
    return [...this.#containers.values()];
  }

  /** By name, id or the beginning of an id. */
  find(wanted: string): DemoContainer | undefined {
    return this.#containers.get(wanted) ?? this.list().find(({ id }) => id.startsWith(wanted));
  }

  /** How a container was when the demo began, so that one made again is like the one before. */
  original(name: string): ContainerSpec | undefined {
    return this.#known.get(name);
  }

  /** Makes a container, which runs unless it has ended. */
  create(spec: ContainerSpec): DemoContainer {
    const container = new DemoContainer(spec, this.now(), (this.#generation += 1));
    this.#containers.set(spec.name, container);
    if (!this.#known.has(spec.name)) this.#known.set(spec.name, spec);
    return container;
  }

  /** @returns whether that changed anything */
  stop(container: DemoContainer): boolean {
    // Quadlet runs its containers with --rm.
    if (container.isRunning && container.spec.unit !== undefined) this.remove(container);
    return container.stop(this.now());
  }

  remove({ spec }: DemoContainer): void {
    this.#containers.delete(spec.name);
  }
}

/** A container made anew: without its past and what was wrong with it. */
export function renewed({ startedMinutesAgo: _age, ended: _end, ...spec }: ContainerSpec): ContainerSpec {
  const { healthCheck, says } = spec;
  return {
    ...spec,
    ...(healthCheck === undefined ? {} : { healthCheck: { command: healthCheck.command } }),
    ...(says === undefined ? {} : { says: withoutTrouble(says) }),
  };
}
