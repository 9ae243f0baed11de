import { z } from 'zod';

import { readStacks } from '../../domain/read-stacks.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { StackRow, toStackRow } from './stack-schema.ts';

const healthFilters = ['any', 'healthy', 'degraded', 'down', 'unknown'] as const;

export default defineTool({
  name: 'stack_list',
  title: 'List stacks',
  description: 'Lists compose, Quadlet and pod stacks with their health and why. stack_get shows the services.',
  toolset: 'stacks',
  starred: true,
  annotations: READ,
  input: z.object({ health: z.enum(healthFilters).default('any'), ...pageInput }),
  output: z.object({
    items: z.array(StackRow),
    unavailable: z.array(z.string()).optional().describe('What could not be asked; states may be incomplete.'),
    ...pageOutput,
  }),
  async handler({ health, ...paging }, context) {
    const { stacks, unavailable } = await readStacks(context, { signal: context.signal });
    const { items, ...rest } = page(
      stacks.filter((stack) => health === 'any' || stack.health === health),
      paging,
    );
    return {
      items: items.map(toStackRow),
      ...rest,
      ...(unavailable.length === 0 ? {} : { unavailable: unavailable.map(({ part, reason }) => `${part}: ${reason}`) }),
    };
  },
});
