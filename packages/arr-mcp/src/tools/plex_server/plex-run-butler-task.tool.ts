import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { shortLine } from '../arr/short-line.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'plex_run_butler_task',
  title: 'Run a maintenance task of Plex',
  description: 'Starts a maintenance task now.',
  toolset: 'plex_server',
  annotations: WRITE,
  input: z.object({
    task: z.string().min(1).max(60),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), started: z.string(), title: z.string().optional(), note: z.string() }),
  async handler({ task, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const tasks = await client.server.butlerTasks();
    const found = tasks.find(({ name }) => name?.toLowerCase() === task.toLowerCase());
    if (found?.name === undefined) {
      const names = tasks.flatMap(({ name }) => shortLine(name, 60) ?? []);
      throw new AppError('not_found', 'the server has no maintenance task of that name', {
        hint: `It has: ${names.join(', ')}.`,
      });
    }
    await client.server.runButlerTask(found.name);
    const note = 'It runs on by itself; plex_get_alerts and plex_get_server_logs show how it goes.';
    return { instance: client.instance, started: found.name, title: shortLine(found.title, 100), note };
  },
});
