import { z } from 'zod';

import { maskText } from '../../mask-secrets.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { compose } from './change-stack.ts';
import { findStack } from './find-stack.ts';
import { stackInput } from './stack-schema.ts';

const shownOutput = 1500;

export default defineTool({
  name: 'stack_pull',
  title: "Pull a stack's images",
  description: 'Fetches the images of a compose stack. What runs stays as it is; stack_up then uses the new ones.',
  toolset: 'stacks',
  longRunning: true,
  annotations: { ...WRITE, openWorldHint: true },
  input: z.object(stackInput),
  output: z.object({ stack: z.string(), output: z.string(), next: z.string() }),
  async handler({ stack: name }, context) {
    const stack = await findStack(name, context);
    const output = await compose('stack_pull', stack, context);
    return {
      stack: name,
      output: maskText(output.slice(-shownOutput)),
      next: 'stack_up recreates what has a new image.',
    };
  },
});
