import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'plex_optimize_database',
  title: 'Optimise the database of Plex',
  description: 'Starts to tidy the database.',
  toolset: 'plex_server',
  annotations: WRITE,
  input: z.object(instanceInput),
  output: z.object({ instance: z.string(), started: z.string() }),
  async handler({ instance }, context) {
    const client = clientOf(context, 'plex', instance);
    await client.server.optimizeDatabase();
    return { instance: client.instance, started: 'optimising the database' };
  },
});
