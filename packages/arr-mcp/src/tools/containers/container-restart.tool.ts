import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { ContainerOutcome, outcome } from './container-outcome.ts';
import { containerInput } from './container-schema.ts';

export default defineTool({
  name: 'container_restart',
  title: 'Restart a container',
  description: 'Stops and starts one container. For all of a stack use stack_restart.',
  toolset: 'containers',
  starred: true,
  longRunning: true,
  annotations: WRITE,
  input: z.object(containerInput),
  output: ContainerOutcome,
  async handler({ name }, { runtime, signal }) {
    await runtime.restart(name, { signal });
    return outcome(runtime, name, signal);
  },
});
