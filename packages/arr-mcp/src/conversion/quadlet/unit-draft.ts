import { type QuadletKind, type QuadletLine, printQuadletFile, quadletSection } from '@arr-mcp/helper-protocol';

import { writeForKey } from './key-writers.ts';
import type { QuadletText } from './quadlet-text.ts';
import { writeWord } from './write-value.ts';

type SystemdSection = 'Unit' | 'Service' | 'Install';

/** A Quadlet in the making: assignments are collected in any order of sections and printed in a fixed one. */
export class UnitDraft {
  readonly name: string;
  readonly kind: QuadletKind;
  /** the first line, by which a generated file is known */
  readonly #marker: string;
  readonly #own: QuadletLine[] = [];
  readonly #systemd: Record<SystemdSection, QuadletLine[]> = { Unit: [], Service: [], Install: [] };
  readonly #arguments: string[] = [];
  #secret = false;

  constructor(name: string, kind: QuadletKind, marker: string) {
    this.name = name;
    this.kind = kind;
    this.#marker = marker;
  }

  /**
   * Sets a key of the kind's own section to what is meant.
   * @throws InexpressibleError when the key cannot hold it
   */
  add(key: string, meant: string): void {
    this.addWritten(key, writeForKey(key, meant));
  }

  /** As `add`, for a text that a writer has made already, or a constant. */
  addWritten(key: string, value: string): void {
    this.#own.push({ type: 'entry', key, value });
  }

  /** A flag of `podman run` or `podman build` that has no key. */
  addArgument(flag: string, ...values: readonly string[]): void {
    this.#arguments.push(flag, ...values.map(writeWord));
  }

  /** A line of a section that systemd reads; the same line is written once. Only constants and checked names. */
  addSystemd(section: SystemdSection, key: string, value: string): void {
    const lines = this.#systemd[section];
    const isThere = lines.some((line) => line.type === 'entry' && line.key === key && line.value === value);
    if (!isThere) lines.push({ type: 'entry', key, value });
  }

  /** The file must be readable by its owner alone. */
  markSecret(): void {
    this.#secret = true;
  }

  print(): QuadletText {
    const own = [...this.#own];
    if (this.#arguments.length > 0) {
      own.push({ type: 'entry', key: 'PodmanArgs', value: this.#arguments.join(' ') });
    }
    const { Unit, Service, Install } = this.#systemd;
    const sections = [
      { name: 'Unit', lines: Unit },
      { name: quadletSection[this.kind], lines: own },
      { name: 'Service', lines: Service },
      { name: 'Install', lines: Install },
    ].filter(({ lines }) => lines.length > 0);
    const divided = sections.map(({ name, lines }, index) => {
      const isLast = index === sections.length - 1;
      return { name, lines: isLast ? lines : [...lines, { type: 'blank' } as const] };
    });
    const head = [{ type: 'comment', text: this.#marker }, { type: 'blank' }] as const;
    const text = printQuadletFile({ head, sections: divided });
    return { name: this.name, kind: this.kind, text, secret: this.#secret };
  }
}
