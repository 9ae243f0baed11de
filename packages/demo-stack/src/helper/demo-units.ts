import type { ContainerSpec } from '../host/container-spec.ts';
import type { DemoHost } from '../host/demo-host.ts';
import { renewed } from '../host/demo-host.ts';
import { HelperFailure } from './helper-failure.ts';
import { type QuadletRef, type QuadletStore, toRef, unitOf } from './quadlet-store.ts';

/** A unit that no Quadlet makes. */
export interface PlainUnit {
  readonly unit: string;
  readonly description: string;
  active: string;
  sub: string;
  readonly enabled: string;
  readonly result?: string;
  readonly log: readonly string[];
}

export interface UnitRow {
  readonly unit: string;
  readonly description: string;
  readonly load: string;
  readonly active: string;
  readonly sub: string;
  readonly enabled: string;
}

interface Parts {
  readonly host: DemoHost;
  readonly quadlets: QuadletStore;
  readonly plain: readonly PlainUnit[];
}

/** The user's systemd: plain units, and those that Quadlet made when it was last reloaded. */
export class DemoUnits {
  readonly #parts: Parts;
  readonly #plain: Map<string, PlainUnit>;
  #generated = new Map<string, QuadletRef>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#plain = new Map(parts.plain.map((unit) => [unit.unit, { ...unit }]));
    this.reload();
  }

  reload(): void {
    this.#generated = new Map(
      this.#parts.quadlets.list().map(({ name, kind }) => [unitOf({ name, kind }), { name, kind }]),
    );
  }

  list(): UnitRow[] {
    const generated = [...this.#generated].map(([unit, ref]) => this.#generatedRow(unit, ref));
    const plain = [...this.#plain.values()].map(({ log: _log, result: _result, ...row }) => ({
      ...row,
      load: 'loaded',
    }));
    return [...generated, ...plain].toSorted((left, right) => left.unit.localeCompare(right.unit));
  }

  /** A unit by its name, or by that of its Quadlet. @throws HelperFailure not_found */
  get(name: string): UnitRow {
    const unit = toUnit(name);
    const found = this.list().find((row) => row.unit === unit);
    if (found === undefined) throw new HelperFailure('not_found', `no unit named ${unit}`);
    return found;
  }

  plain(unit: string): PlainUnit | undefined {
    return this.#plain.get(unit);
  }

  quadletOf(unit: string): QuadletRef | undefined {
    return this.#generated.get(unit);
  }

  start(name: string): void {
    const { unit } = this.get(name);
    const ref = this.#generated.get(unit);
    if (ref === undefined) this.#set(unit, 'active', unit.endsWith('.timer') ? 'waiting' : 'running');
    else if (ref.kind === 'container' && this.containerOf(unit) === undefined) this.#run(unit, ref);
  }

  stop(name: string): void {
    const { unit } = this.get(name);
    const container = this.containerOf(unit);
    if (container !== undefined) this.#parts.host.stop(container);
    else this.#set(unit, 'inactive', 'dead');
  }

  /** The container that a unit runs. */
  containerOf(unit: string) {
    return this.#parts.host.list().find(({ spec, isRunning }) => spec.unit === unit && isRunning);
  }

  #set(unit: string, active: string, sub: string): void {
    const found = this.#plain.get(unit);
    if (found !== undefined) Object.assign(found, { active, sub });
  }

  #run(unit: string, ref: QuadletRef): void {
    const { content } = this.#parts.quadlets.get(ref);
    const name = valueOf(content, 'ContainerName') ?? `systemd-${ref.name}`;
    const image = valueOf(content, 'Image') ?? '';
    const { compose: _compose, ...original }: ContainerSpec = this.#parts.host.original(name) ?? { name, image };
    this.#parts.host.create({ ...renewed(original), image, unit });
  }

  #generatedRow(unit: string, ref: QuadletRef): UnitRow {
    const isActive = ref.kind !== 'container' || this.containerOf(unit) !== undefined;
    return {
      unit,
      description: `${ref.name} (Quadlet)`,
      load: 'loaded',
      active: isActive ? 'active' : 'inactive',
      sub: isActive ? (ref.kind === 'container' ? 'running' : 'exited') : 'dead',
      enabled: 'generated',
    };
  }
}

const quadletKind = /\.(?:container|network|volume|pod|image|build|kube)$/;

function toUnit(name: string): string {
  return quadletKind.test(name) ? unitOf(toRef(name)) : name;
}

function valueOf(content: string, key: string): string | undefined {
  return new RegExp(`^\\s*${key}\\s*=\\s*(\\S+)`, 'm').exec(content)?.[1];
}
