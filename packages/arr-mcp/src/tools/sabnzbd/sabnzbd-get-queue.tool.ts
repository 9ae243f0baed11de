import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { QueueRow, toQueueRow } from './job-rows.ts';
import { QueueState, toQueueState } from './queue-state.ts';

export default defineTool({
  name: 'sabnzbd_get_queue',
  title: 'SABnzbd queue',
  description: 'Usenet downloads that wait or run, and the speed.',
  toolset: 'sabnzbd',
  annotations: READ,
  input: z.object({
    query: z.string().max(200).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({
    queues: z.array(QueueState),
    items: z.array(QueueRow),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ query, limit, cursor, instance }, context) {
    const asked = await askInstances(context, { service: 'sabnzbd', instance }, async (client) =>
      client.queue({ search: query }),
    );
    const { answers, several, unavailable } = asked;
    const rows = joinAnswers({
      several,
      answers: answers.map(({ instance: of, value }) => ({ instance: of, value: value.jobs.map(toQueueRow) })),
    });
    const queues = answers.map(({ instance: of, value }) => ({
      ...(several ? { instance: of } : {}),
      ...toQueueState(value),
    }));
    return { queues, ...page(rows, { limit, cursor }), unavailable };
  },
});
