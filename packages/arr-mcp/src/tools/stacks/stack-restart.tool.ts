import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { changeStack } from './change-stack.ts';
import { StackOutcome, stackInput } from './stack-schema.ts';

export default defineTool({
  name: 'stack_restart',
  title: 'Restart a stack',
  description: 'Takes a stack down and brings it up again; it is away meanwhile.',
  toolset: 'stacks',
  starred: true,
  longRunning: true,
  annotations: WRITE,
  input: z.object(stackInput),
  output: StackOutcome,
  handler: async ({ stack }, context) => changeStack('restart', stack, context),
});
