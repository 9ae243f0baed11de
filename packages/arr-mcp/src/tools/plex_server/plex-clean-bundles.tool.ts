import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'plex_clean_bundles',
  title: 'Clean the bundles of Plex',
  description: 'Starts to remove artwork of what is gone.',
  toolset: 'plex_server',
  annotations: WRITE,
  input: z.object(instanceInput),
  output: z.object({ instance: z.string(), started: z.string() }),
  async handler({ instance }, context) {
    const client = clientOf(context, 'plex', instance);
    await client.server.cleanBundles();
    return { instance: client.instance, started: 'cleaning bundles' };
  },
});
