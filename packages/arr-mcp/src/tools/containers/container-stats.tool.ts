import { z } from 'zod';

import type { ContainerStats } from '../../runtime/container.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

export default defineTool({
  name: 'container_stats',
  title: 'Measure containers',
  description:
    'Measures CPU (percent of one core), memory, network and disk bytes of running containers. A figure that the host cannot give is left out.',
  toolset: 'containers',
  annotations: READ,
  input: z.object({
    name: z.string().min(1).max(253).optional().describe('One container; without it all that run.'),
    ...pageInput,
  }),
  output: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        cpu_percent: z.number().optional(),
        memory_bytes: z.number().optional(),
        memory_limit_bytes: z.number().optional(),
        network_received_bytes: z.number().optional(),
        network_sent_bytes: z.number().optional(),
        block_read_bytes: z.number().optional(),
        block_written_bytes: z.number().optional(),
        processes: z.int().optional(),
      }),
    ),
    failed: z.array(z.string()).optional(),
    ...pageOutput,
  }),
  async handler({ name, ...paging }, { runtime, signal }) {
    const { stats, failed } = await runtime.stats(name, { signal });
    const { items, ...rest } = page(stats, paging);
    return { items: items.map(toRow), ...rest, ...(failed.length === 0 ? {} : { failed }) };
  },
});

function toRow(stats: ContainerStats) {
  const figures = {
    cpu_percent: stats.cpuPercent === undefined ? undefined : Math.round(stats.cpuPercent * 10) / 10,
    memory_bytes: stats.memoryBytes,
    memory_limit_bytes: stats.memoryLimitBytes,
    network_received_bytes: stats.networkReceivedBytes,
    network_sent_bytes: stats.networkSentBytes,
    block_read_bytes: stats.blockReadBytes,
    block_written_bytes: stats.blockWrittenBytes,
    processes: stats.processes,
  };
  return {
    name: stats.name,
    ...Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
  };
}
