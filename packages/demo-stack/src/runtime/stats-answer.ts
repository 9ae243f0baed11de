import type { DemoContainer } from '../host/demo-container.ts';

const nanosecondsPerMs = 1e6;
const mib = 1024 ** 2;
const received = 40_000;
const sent = 9000;
const read = 2000;
const written = 3000;

/** One reading of a container that runs: its counters grow evenly with the time since it started. */
export function toStats({ id, spec, startedAt }: DemoContainer, now: Date): object {
  const { cpuShare = 0.01, memoryBytes = 90 * mib } = spec;
  const elapsedMs = now.getTime() - startedAt.getTime();
  const cpu = Math.round(elapsedMs * cpuShare * nanosecondsPerMs);
  const seconds = Math.round(elapsedMs / 1000);
  return {
    read: now.toISOString(),
    preread: '0001-01-01T00:00:00Z',
    pids_stats: { current: 14 },
    blkio_stats: {
      io_service_bytes_recursive: [
        { major: 254, minor: 0, op: 'read', value: seconds * read },
        { major: 254, minor: 0, op: 'write', value: seconds * written },
      ],
    },
    num_procs: 0,
    cpu_stats: { cpu_usage: { total_usage: cpu }, online_cpus: 4 },
    precpu_stats: { cpu_usage: { total_usage: 0 } },
    memory_stats: { usage: memoryBytes, limit: machineMemoryBytes },
    name: spec.name,
    id,
    networks: { eth0: { rx_bytes: seconds * received, tx_bytes: seconds * sent } },
  };
}

export const machineMemoryBytes = 16 * 1024 * mib;
