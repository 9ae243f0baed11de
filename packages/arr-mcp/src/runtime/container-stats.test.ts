import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { StatsReading, toFigures } from './container-stats.ts';
import { readStats } from './read-stats.ts';

const reading = (second: number, rest: object = {}): StatsReading =>
  StatsReading.parse({ read: new Date(1_795_228_548_000 + second * 1000).toISOString(), ...rest });
const cpu = (total_usage: number) => ({ cpu_stats: { cpu_usage: { total_usage } } });

describe('the figures of a container', () => {
  it.each([
    ['half a core', 1e9, 1.5e9, 50],
    ['two and a half cores', 1e9, 3.5e9, 250],
    ['idle', 1e9, 1e9, 0],
    ['not counted by the host', 0, 0, undefined],
    ['counted anew after a restart', 5e9, 1e9, undefined],
  ])('have a CPU percentage from two readings: %s', (_what, from, to, expected) => {
    expect(toFigures(reading(0, cpu(from)), reading(1, cpu(to)), undefined).cpuPercent).toBe(expected);
  });

  it('have no CPU percentage when no time has passed', () => {
    expect(toFigures(reading(0, cpu(1e9)), reading(0, cpu(2e9)), undefined)).not.toHaveProperty('cpuPercent');
  });

  it.each([
    ['cgroup v2', { usage: 1000, stats: { inactive_file: 300 } }, 700],
    ['cgroup v1', { usage: 1000, stats: { total_inactive_file: 400, inactive_file: 1 } }, 600],
    ['no cache told', { usage: 1000 }, 1000],
    ['more cache than usage', { usage: 100, stats: { inactive_file: 300 } }, 100],
    ['no controller (Podman)', {}, undefined],
    ['no controller (Docker)', { stats: { inactive_file: 0 } }, undefined],
    ['a zero', { usage: 0 }, undefined],
  ])('have memory without file cache: %s', (_what, memory_stats, expected) => {
    expect(toFigures(reading(0), reading(1, { memory_stats }), undefined).memoryBytes).toBe(expected);
  });

  it.each([
    ['set', 512, 512],
    ["the machine's memory", 8000, undefined],
    ['none, as cgroup v1 writes it', 9_223_372_036_854_771_712, undefined],
    ['zero', 0, undefined],
  ])('have a memory limit: %s', (_what, limit, expected) => {
    expect(toFigures(reading(0), reading(1, { memory_stats: { limit } }), 8000).memoryLimitBytes).toBe(expected);
  });

  it('add up networks and block devices', () => {
    const after = reading(1, {
      networks: { eth0: { rx_bytes: 1, tx_bytes: 2 }, eth1: { rx_bytes: 10, tx_bytes: 20 } },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: 'Read', value: 5 },
          { op: 'write', value: 7 },
          { op: 'read', value: 1 },
        ],
      },
      pids_stats: { current: 3 },
    });
    expect(toFigures(reading(0), after, undefined)).toEqual({
      networkReceivedBytes: 11,
      networkSentBytes: 22,
      blockReadBytes: 6,
      blockWrittenBytes: 7,
      processes: 3,
    });
  });

  it('are absent, not zero, where the host has no controllers', () => {
    const bare = { pids_stats: {}, memory_stats: {}, blkio_stats: { io_service_bytes_recursive: [] }, networks: null };
    expect(toFigures(reading(0, bare), reading(1, bare), undefined)).toEqual({});
  });
});

describe('readStats', () => {
  const round = { pauseMs: 0, machineMemoryBytes: undefined, signal: undefined, mustSucceed: false };

  it('reads at most eight containers at once and names the ones that fail', async () => {
    const targets = Array.from({ length: 30 }, (_, index) => ({ id: `id${index}`, name: `c${index}` }));
    let [now, most] = [0, 0];
    const read = async (id: string): Promise<StatsReading> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      if (id === 'id7') throw new AppError('not_found', 'gone');
      return id === 'id9' ? StatsReading.parse({ read: '0001-01-01T00:00:00Z' }) : reading(1);
    };

    const { stats, failed } = await readStats({ ...round, targets, read });

    expect(stats).toHaveLength(28);
    expect(failed).toEqual(['c7', 'c9']);
    expect(most).toBe(8);
  });
});
