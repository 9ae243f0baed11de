import { z } from 'zod';

import { Text, toIsoTime, withoutUndefined } from './answer.ts';
import type { ContainerStats } from './container.ts';

const Count = z
  .number()
  .nullish()
  .transform((count) => count ?? undefined);

const Traffic = z.object({ rx_bytes: Count, tx_bytes: Count });
const BlockEntry = z.object({ op: Text, value: z.number() });

const Reading = z.object({
  read: Text,
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: Count }).nullish() }).nullish(),
  memory_stats: z.object({ usage: Count, limit: Count, stats: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  pids_stats: z.object({ current: Count }).nullish(),
  networks: z.record(z.string(), Traffic).nullish(),
  blkio_stats: z.object({ io_service_bytes_recursive: z.array(BlockEntry).nullish() }).nullish(),
});

/** One answer of `GET /containers/NAME/stats?stream=false&one-shot=true`, of Docker or Podman. */
export const StatsReading = Reading;
export type StatsReading = z.output<typeof StatsReading>;

/** Whether the answer stands for a running container: a stopped one of Docker has Go's zero time and only zeros. */
export function isLive(reading: StatsReading): boolean {
  return toIsoTime(reading.read) !== undefined;
}

/**
 * Figures from two readings of one container.
 *
 * The percentage is CPU time over clock time. Docker's own formula divides by the machine's CPU time instead, which
 * rootless Podman may leave out, and by a previous reading, which Podman's first answer has as zeros.
 */
export function toFigures(
  before: StatsReading,
  after: StatsReading,
  machineMemoryBytes: number | undefined,
): Omit<ContainerStats, 'id' | 'name'> {
  return withoutUndefined({
    cpuPercent: toCpuPercent(before, after),
    memoryBytes: toMemoryBytes(after),
    memoryLimitBytes: toMemoryLimit(after, machineMemoryBytes),
    networkReceivedBytes: sumTraffic(after, 'rx_bytes'),
    networkSentBytes: sumTraffic(after, 'tx_bytes'),
    blockReadBytes: sumBlocks(after, 'read'),
    blockWrittenBytes: sumBlocks(after, 'write'),
    // A container without a process does not run: a zero comes from a host without this controller.
    processes: after.pids_stats?.current || undefined,
  });
}

function toCpuPercent(before: StatsReading, after: StatsReading): number | undefined {
  const from = before.cpu_stats?.cpu_usage?.total_usage;
  const to = after.cpu_stats?.cpu_usage?.total_usage;
  const elapsedMs = Date.parse(after.read) - Date.parse(before.read);
  // No process has ever used zero CPU time: then the host does not count it.
  if (!from || !to || to < from || !(elapsedMs > 0)) return undefined;
  const nanosecondsPerMs = 1e6;
  return Math.round(((to - from) / (elapsedMs * nanosecondsPerMs)) * 10_000) / 100;
}

/** What the container holds without the file cache that the kernel would give back at once, as `docker stats`. */
function toMemoryBytes({ memory_stats: memory }: StatsReading): number | undefined {
  if (!memory?.usage) return undefined;
  // cgroup v1 and v2
  const cache = memory.stats?.['total_inactive_file'] ?? memory.stats?.['inactive_file'];
  return typeof cache === 'number' && cache < memory.usage ? memory.usage - cache : memory.usage;
}

/** Without a limit both engines tell the machine's memory, and cgroup v1 a number near 2^63. */
function toMemoryLimit({ memory_stats: memory }: StatsReading, machineMemoryBytes = Infinity): number | undefined {
  const limit = memory?.limit;
  if (!limit || limit >= Math.min(machineMemoryBytes, 2 ** 60)) return undefined;
  return limit;
}

function sumTraffic({ networks }: StatsReading, key: keyof z.output<typeof Traffic>): number | undefined {
  const counts = Object.values(networks ?? {}).map((traffic) => traffic[key]);
  return sum(counts.filter((count) => count !== undefined));
}

function sumBlocks(reading: StatsReading, operation: string): number | undefined {
  const entries = reading.blkio_stats?.io_service_bytes_recursive ?? [];
  return sum(entries.filter((entry) => entry.op.toLowerCase() === operation).map((entry) => entry.value));
}

function sum(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
}
