import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { downloadInput, findQueued } from './find-download.ts';
import { JobOrQueue, jobAnswer, queueAnswer } from './job-or-queue.ts';

const weekMinutes = 7 * 24 * 60;

export default defineTool({
  name: 'sabnzbd_pause',
  title: 'Pause SABnzbd',
  description: 'Pauses the whole queue or one download.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({
    download: downloadInput.optional(),
    minutes: z
      .int()
      .min(1)
      .refine((minutes) => minutes <= weekMinutes, 'must be at most a week')
      .optional(),
    ...instanceInput,
  }),
  output: JobOrQueue,
  async handler({ download, minutes, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    if (download === undefined) {
      await client.pauseAll(minutes);
      return queueAnswer(client);
    }
    if (minutes !== undefined) {
      throw new AppError('invalid_argument', 'one download cannot be paused for minutes: only the whole queue can', {
        hint: 'Leave out minutes, or download.',
      });
    }
    const { id } = await findQueued(client, download);
    return jobAnswer(await client.pause(id));
  },
});
