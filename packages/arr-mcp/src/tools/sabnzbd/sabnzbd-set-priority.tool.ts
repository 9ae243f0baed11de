import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { downloadInput, findQueued } from './find-download.ts';
import { QueueRow, toQueueRow } from './job-rows.ts';

export default defineTool({
  name: 'sabnzbd_set_priority',
  title: 'Set the priority of a download',
  description: 'Sets how soon a download is fetched.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({
    download: downloadInput,
    priority: z.enum(['low', 'normal', 'high', 'force']),
    ...instanceInput,
  }),
  output: QueueRow,
  async handler({ download, priority, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    const { id } = await findQueued(client, download);
    return toQueueRow(await client.setPriority(id, priority));
  },
});
