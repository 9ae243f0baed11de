import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

const Disk = z.object({
  instance: z.string().optional(),
  path: z.string().optional(),
  label: z.string().optional(),
  free_bytes: z.number(),
  total_bytes: z.number(),
  used_percent: z.number().optional(),
});

/** `<service>_get_disk_space`: the disks as an *arr sees them. */
export function diskSpace(service: ArrService): Tool {
  return defineTool({
    name: `${service}_get_disk_space`,
    title: `${titleOf(service)} disk space`,
    description: `Free and total bytes of the disks ${titleOf(service)} sees.`,
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(Disk), ...instanceOutput }),
    async handler({ instance }, context) {
      const disks = await askInstances(context, { service, instance }, async (client) => client.diskSpace());
      const items = joinAnswers(disks).map(({ freeSpace, totalSpace, label, ...disk }) => ({
        ...disk,
        ...(label === '' ? {} : { label }),
        free_bytes: freeSpace,
        total_bytes: totalSpace,
        used_percent: totalSpace > 0 ? Math.round((1 - freeSpace / totalSpace) * 1000) / 10 : undefined,
      }));
      return { items, unavailable: disks.unavailable };
    },
  });
}
