import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';
import { shortLine } from './short-line.ts';

const Finding = z.object({
  instance: z.string().optional(),
  type: z.string(),
  source: z.string().optional(),
  message: z.string().optional(),
  wiki_url: z.string().optional(),
});

/** `<service>_health_check`: what an *arr itself finds wrong. */
export function healthCheck(service: ArrService): Tool {
  return defineTool({
    name: `${service}_health_check`,
    title: `${titleOf(service)} health`,
    description: `What ${titleOf(service)} itself finds wrong; empty when all is well.`,
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(Finding), ...instanceOutput }),
    async handler({ instance }, context) {
      const health = await askInstances(context, { service, instance }, async (client) => client.health());
      const items = joinAnswers(health).map(({ wikiUrl, message, ...finding }) => ({
        ...finding,
        message: shortLine(message, 500),
        wiki_url: wikiUrl,
      }));
      return { items, unavailable: health.unavailable };
    },
  });
}
