import { createHash } from 'node:crypto';

import { type LogEntry, type Run, writeLog } from './container-log.ts';
import type { ContainerSpec } from './container-spec.ts';

export type ContainerHealth = '' | 'starting' | 'healthy' | 'unhealthy';

const minuteMs = 60_000;
// The first check after a start comes this much later.
const startPeriodMs = 15_000;
/** What ends a container that does not heed its stop signal. */
export const killedExitCode = 137;

/** A container that starts, ends and writes a log, and runs nothing. */
export class DemoContainer {
  readonly id: string;
  readonly spec: ContainerSpec;
  readonly created: Date;
  exitCode = 0;
  #runs: Run[];
  #endsWith: string | undefined;

  /** @param generation counts up when one of the same name is made again */
  constructor(spec: ContainerSpec, now: Date, generation: number) {
    this.spec = spec;
    this.id = createHash('sha256').update(`${spec.name} ${generation}`).digest('hex');
    const from = new Date(now.getTime() - (spec.startedMinutesAgo ?? 0) * minuteMs);
    this.created = new Date(from.getTime() - 2000);
    this.#runs = [{ from }];
    if (spec.ended === undefined) return;
    this.exitCode = spec.ended.exitCode;
    this.#endsWith = spec.ended.says;
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
    return check.fails === undefined ? 'healthy' : 'unhealthy';
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
    const { says = [], ended } = this.spec;
    return this.#runs.flatMap((run, index) => {
      const end = index === 0 && ended !== undefined ? this.#endsWith : undefined;
      return writeLog({ name: this.spec.name, messages: says, ...(end === undefined ? {} : { end }) }, run, now);
    });
  }

  get #lastRun(): Run {
    return this.#runs.at(-1) ?? { from: this.created };
  }
}
