import { z } from 'zod';

import type { ButlerTask } from '../../services/plex/plex-server-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Task = z.object({
  instance: z.string().optional(),
  task: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  every_days: z.number().optional(),
  random_time: z.boolean().optional(),
});

export default defineTool({
  name: 'plex_list_butler_tasks',
  title: 'Maintenance tasks of Plex',
  description: 'Maintenance tasks and how often they run.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object(instanceInput),
  output: z.object({ items: z.array(Task), total: z.int(), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      (await client.server.butlerTasks()).map(toTask),
    );
    const items = joinAnswers(asked);
    return { items, total: items.length, unavailable: asked.unavailable };
  },
});

function toTask({ name, title, description, enabled, interval, scheduleRandomized }: ButlerTask): z.input<typeof Task> {
  return {
    task: shortLine(name, 60),
    title: shortLine(title, 100),
    description: shortLine(description, 200),
    enabled,
    every_days: interval,
    random_time: scheduleRandomized,
  };
}
