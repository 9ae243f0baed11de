import { createHash } from 'node:crypto';

import { type LogEntry, type Run, writeLog } from './container-log.ts';
import type { ContainerSpec, LogMessage } from './container-spec.ts';

export type ContainerHealth = '' | 'starting' | 'healthy' | 'unhealthy';

const minuteMs = 60_000;
// The first check after a start comes this much later.
const startPeriodMs = 5000;

/** A container that starts, ends and writes a log, and runs nothing. */
export class DemoContainer {
  readonly id: string;
  readonly spec: ContainerSpec;
  readonly created: Date;
  exitCode = 0;
  #runs: Run[];

  /** @param generation counts up when one of the same name is made again */
  constructor(spec: ContainerSpec, now: Date, generation: number) {
    this.spec = spec;
    this.id = createHash('sha256').update(`${spec.name} ${generation}`).digest('hex');
    const from = new Date(now.getTime() - (spec.startedMinutesAgo ?? 0) * minuteMs);
    this.created = new Date(from.getTime() - 2000);
    this.#runs = [{ from }];
    if (spec.ended === undefined) return;
    this.exitCode = spec.ended.exitCode;
    this.#runs = [{ from, to: new Date(now.getTime() - spec.ended.minutesAgo * minuteMs) }];
  }

  get isRunning(): boolean {
    return this.#lastRun.to === undefined;
  }

  get startedAt(): Date {
    return this.#lastRun.from;
  }

  get finishedAt(): Date | undefined {
    return this.#lastRun.to;
  }

  health(now: Date): ContainerHealth {
    const check = this.spec.healthCheck;
    if (check === undefined) return '';
    if (this.isRunning && now.getTime() - this.startedAt.getTime() < startPeriodMs) return 'starting';
    return this.complaint === undefined ? 'healthy' : 'unhealthy';
  }

  /** What its health check complains about: a new start mends it. */
  get complaint(): string | undefined {
    return this.#runs.length === 1 ? this.spec.healthCheck?.fails : undefined;
  }

  /** @returns whether that changed anything */
  start(now: Date): boolean {
    if (this.isRunning) return false;
    this.#runs.push({ from: now });
    this.exitCode = 0;
    return true;
  }

  /** @returns whether that changed anything */
  stop(now: Date): boolean {
    if (!this.isRunning) return false;
    this.#runs = [...this.#runs.slice(0, -1), { from: this.startedAt, to: now }];
    this.exitCode = 0;
    return true;
  }

  log(now: Date): LogEntry[] {
    const { name, says = [], ended } = this.spec;
    return this.#runs.flatMap((run, index) => {
      const isFirst = index === 0;
      const messages = isFirst ? says : withoutTrouble(says);
      const end = isFirst ? ended?.says : undefined;
      return writeLog({ name, messages, ...(end === undefined ? {} : { end }) }, run, now);
    });
  }

  get #lastRun(): Run {
    return this.#runs.at(-1) ?? { from: this.created };
  }
}

/** What a container says that is well. */
export function withoutTrouble(says: readonly LogMessage[]): LogMessage[] {
  return says.filter(({ stream }) => stream !== 'stderr');
}
