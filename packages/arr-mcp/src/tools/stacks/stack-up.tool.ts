import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { changeStack } from './change-stack.ts';
import { StackOutcome, stackInput } from './stack-schema.ts';

export default defineTool({
  name: 'stack_up',
  title: 'Bring a stack up',
  description: 'Brings a stack up: creates and starts what is missing, applies changes of its compose file.',
  toolset: 'stacks',
  starred: true,
  longRunning: true,
  annotations: WRITE,
  input: z.object(stackInput),
  output: StackOutcome,
  handler: async ({ stack }, context) => changeStack('up', stack, context),
});
