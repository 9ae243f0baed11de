import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

const TagRow = z.object({ instance: z.string().optional(), id: z.int(), label: z.string().optional() });

/** `<service>_get_tags` */
export function tags(service: ArrService): Tool {
  return defineTool({
    name: `${service}_get_tags`,
    title: `${titleOf(service)} tags`,
    description: 'Its tags and their ids.',
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(TagRow), ...instanceOutput }),
    async handler({ instance }, context) {
      const found = await askInstances(context, { service, instance }, async (client) => client.tags());
      return { items: joinAnswers(found), unavailable: found.unavailable };
    },
  });
}
