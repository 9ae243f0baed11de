import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { ContainerOutcome, outcome } from './container-outcome.ts';
import { containerInput } from './container-schema.ts';
import { describeContainer } from './describe-container.ts';

export default defineDestructiveTool({
  name: 'container_stop',
  title: 'Stop a container',
  description: 'Stops a container; what it serves is gone until it is started again.',
  toolset: 'containers',
  starred: true,
  longRunning: true,
  input: z.object(containerInput),
  output: ContainerOutcome,
  async plan({ name }, { runtime, signal }) {
    const container = await runtime.get(name, { signal });
    const { id, state } = container;
    return { summary: `Stops ${describeContainer(container)}. It can be started again.`, id, state };
  },
  async handler({ id }, { runtime, signal }) {
    await runtime.stop(id, { signal });
    return outcome(runtime, id, signal);
  },
});
