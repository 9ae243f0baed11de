import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../errors.ts';
import { type StatsReading, isLive, toFigures } from './container-stats.ts';
import type { ContainerStats } from './container.ts';
import { cancelled } from './with-signal.ts';

export interface StatsTarget {
  readonly id: string;
  readonly name: string;
}

export interface StatsRound {
  readonly targets: readonly StatsTarget[];
  readonly read: (id: string) => Promise<StatsReading>;
  readonly pauseMs: number;
  readonly machineMemoryBytes: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** one container was asked for: its failure is the answer */
  readonly mustSucceed: boolean;
}

const maxAtOnce = 8;

/** Reads all containers twice, a pause apart, so that the pause is paid once and not for each container. */
export async function readStats(round: StatsRound): Promise<{ stats: ContainerStats[]; failed: string[] }> {
  const before = await readAll(round.targets, round);
  const live = round.targets.filter(({ id }) => before.has(id));
  if (live.length > 0) await pauseUnlessAborted(round);
  const after = await readAll(live, round);
  const stats = live.flatMap(({ id, name }) => {
    const [first, second] = [before.get(id), after.get(id)];
    if (first === undefined || second === undefined) return [];
    return [{ id, name, ...toFigures(first, second, round.machineMemoryBytes) }];
  });
  return { stats, failed: round.targets.filter(({ id }) => !after.has(id)).map(({ name }) => name) };
}

/** The readings by id, without those that failed. */
async function readAll(targets: readonly StatsTarget[], round: StatsRound): Promise<Map<string, StatsReading>> {
  const readings = new Map<string, StatsReading>();
  const queue = targets.values();
  const worker = async (): Promise<void> => {
    for (const target of queue) {
      const reading = await readOne(target, round);
      if (reading !== undefined) readings.set(target.id, reading);
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, targets.length) }, worker));
  return readings;
}

async function readOne({ id, name }: StatsTarget, round: StatsRound): Promise<StatsReading | undefined> {
  try {
    const reading = await round.read(id);
    if (isLive(reading)) return reading;
    throw new AppError('conflict', `${name} is not running`, { hint: 'container_start starts it.' });
  } catch (error) {
    if (round.mustSucceed || round.signal?.aborted === true || !(error instanceof AppError)) throw error;
    // One container's failure does not spoil the others; its name is told in `failed`.
    return undefined;
  }
}

async function pauseUnlessAborted({ pauseMs, signal }: StatsRound): Promise<void> {
  try {
    await pause(pauseMs, undefined, signal === undefined ? {} : { signal });
  } catch (cause) {
    throw new AppError('cancelled', cancelled().message, { cause });
  }
}
