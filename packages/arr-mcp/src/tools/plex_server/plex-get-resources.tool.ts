import { z } from 'zod';

import type { Load } from '../../services/plex/plex-server-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Usage = z.object({
  instance: z.string().optional(),
  at: z.string().optional(),
  host_cpu_percent: z.number().optional(),
  plex_cpu_percent: z.number().optional(),
  host_memory_percent: z.number().optional(),
  plex_memory_percent: z.number().optional(),
  /** over all that the server told, a few minutes back */
  highest_plex_cpu_percent: z.number().optional(),
});

export default defineTool({
  name: 'plex_get_resources',
  title: 'Load of a Plex server',
  description: 'CPU and memory in use, of the host and of Plex.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object(instanceInput),
  output: z.object({ items: z.array(Usage), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      toUsage(await client.server.resources()),
    );
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

function toUsage(loads: readonly Load[]): z.input<typeof Usage>[] {
  const last = loads.toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1)).at(-1);
  if (last === undefined) return [];
  const highest = Math.max(...loads.map(({ processCpuUtilization = 0 }) => processCpuUtilization));
  return [
    {
      at: last.at,
      host_cpu_percent: last.hostCpuUtilization,
      plex_cpu_percent: last.processCpuUtilization,
      host_memory_percent: last.hostMemoryUtilization,
      plex_memory_percent: last.processMemoryUtilization,
      highest_plex_cpu_percent: highest,
    },
  ];
}
