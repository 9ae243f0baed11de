import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { downloadInput, findQueued } from './find-download.ts';
import { JobOrQueue, jobAnswer, queueAnswer } from './job-or-queue.ts';

export default defineTool({
  name: 'sabnzbd_resume',
  title: 'Resume SABnzbd',
  description: 'Resumes the whole queue or one download.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({ download: downloadInput.optional(), ...instanceInput }),
  output: JobOrQueue,
  async handler({ download, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    if (download === undefined) {
      await client.resumeAll();
      return queueAnswer(client);
    }
    const { id } = await findQueued(client, download);
    return jobAnswer(await client.resume(id));
  },
});
