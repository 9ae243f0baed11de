import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { ContainerOutcome, outcome } from './container-outcome.ts';
import { containerInput } from './container-schema.ts';

export default defineTool({
  name: 'container_start',
  title: 'Start a container',
  description: 'Starts a stopped container; one that runs stays as it is.',
  toolset: 'containers',
  starred: true,
  annotations: WRITE,
  input: z.object(containerInput),
  output: ContainerOutcome,
  async handler({ name }, { runtime, signal }) {
    await runtime.start(name, { signal });
    return outcome(runtime, name, signal);
  },
});
