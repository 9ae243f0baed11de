import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';
import { StartedCommand, toStarted } from './started-command.ts';

/** `<service>_rss_sync`: looks now for what would be looked for in a while anyway. */
export function rssSync(service: ArrService): Tool {
  return defineTool({
    name: `${service}_rss_sync`,
    title: `${titleOf(service)} RSS sync`,
    description: 'Checks the indexers for new releases now.',
    toolset: `${service}_more`,
    annotations: WRITE,
    input: z.object({ ...instanceInput }),
    output: StartedCommand,
    async handler({ instance }, context) {
      const client = clientOf(context, service, instance);
      return toStarted(client.instance, await client.runCommand('RssSync'));
    },
  });
}
