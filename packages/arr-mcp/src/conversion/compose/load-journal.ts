import { posix } from 'node:path';

import { AppError } from '../../errors.ts';
import type { Finding, FindingCode } from '../findings.ts';
import type { ProjectSource } from './project-files.ts';

/** The subject and the attribute that something is said about. */
export interface Spot {
  readonly subject: string;
  readonly attribute: string;
}

/** What follows when a file is not there: nothing, an error, or an error without which nothing can be said. */
export type Need = 'optional' | 'needed' | 'essential';

// A project has a handful; files that include each other in turn could ask for any number.
const maxReads = 200;
// More than a reader wants; a hostile file could be worth a hundred thousand.
const maxFindings = 300;

/** What is gathered while one project is read: its files, and what was noticed. */
export class LoadJournal {
  readonly findings: Finding[] = [];
  readonly files = new Set<string>();
  readonly source: ProjectSource;
  #reads = 0;
  #isBroken = false;
  readonly #broken = new Set<string>();

  constructor(source: ProjectSource) {
    this.source = source;
  }

  /** Whether something was found that leaves no model. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Whether nothing more is told. */
  get isFull(): boolean {
    return this.findings.length >= maxFindings;
  }

  /** The text of a file; undefined when it is not there or may not be read, which is told unless it is optional. */
  async read(path: string, spot: Spot, need: Need): Promise<string | undefined> {
    this.#reads += 1;
    if (this.#reads > maxReads) {
      if (this.#reads === maxReads + 1) this.error(spot, `more than ${maxReads} files are asked for; include fewer.`);
      return undefined;
    }
    this.files.add(path);
    try {
      const text = await this.source.files.read(path);
      if (text === undefined) this.#tellMissing(path, spot, need);
      return text;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const hint = error.hint === undefined ? '' : ` (${error.hint})`;
      this.#addError('policy', spot, `${this.nameOf(path)} may not be read: ${error.message}${hint}`, need);
      return undefined;
    }
  }

  /** How a file is called in a text: from the project's directory. */
  nameOf(path: string): string {
    return posix.relative(this.source.directory, path);
  }

  /** Something is wrong with what is written, and there is no model. */
  error(spot: Spot, text: string, code: FindingCode = 'invalid'): void {
    // What follows from a variable that has no value is not told as a problem of its own.
    const key = `${spot.subject} ${spot.attribute}`;
    if (spot.attribute !== '' && spot.subject !== 'project' && this.#broken.has(key)) return;
    this.#broken.add(key);
    this.#addError(code, spot, text, 'essential');
  }

  add(level: Finding['level'], code: FindingCode, { subject, attribute }: Spot, text: string): void {
    if (this.isFull) return;
    this.findings.push({ subject, attribute, level, code, text: /[.?]$/.test(text) ? text : `${text}.` });
  }

  #tellMissing(path: string, spot: Spot, need: Need): void {
    if (need === 'optional') return;
    const text = `${this.nameOf(path)} is not there, or lies outside of what may be read; create it, or correct the path.`;
    this.#addError('file-missing', spot, text, need);
  }

  #addError(code: FindingCode, spot: Spot, text: string, need: Need): void {
    if (need === 'essential') this.#isBroken = true;
    this.add('error', code, spot, text);
  }
}

/** Where a path of keys stands: `services.sonarr` and `ports.0`. */
export function spotOf(path: readonly string[]): Spot {
  const [section, name] = path;
  if (section === undefined) return { subject: 'project', attribute: '' };
  const isNamed = ['services', 'networks', 'volumes', 'secrets', 'configs'].includes(section) && name !== undefined;
  if (!isNamed) return { subject: 'project', attribute: path.join('.') };
  return { subject: `${section}.${name}`, attribute: path.slice(2).join('.') };
}
