import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { downloadInput, findPast } from './find-download.ts';
import { nameOf } from './job-rows.ts';

export default defineTool({
  name: 'sabnzbd_retry_download',
  title: 'Retry a failed download',
  description: 'Fetches a failed download again.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({ download: downloadInput, ...instanceInput }),
  output: z.object({ nzo_id: z.string(), name: z.string() }),
  async handler({ download, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    const job = await findPast(client, download);
    if (!job.canRetry) {
      throw new AppError('conflict', `${nameOf(job)} cannot be fetched again: it is ${job.status}`, {
        hint: 'sabnzbd_get_history with failed_only lists what can.',
      });
    }
    return { nzo_id: (await client.retry(job.id)) ?? job.id, name: nameOf(job) };
  },
});
