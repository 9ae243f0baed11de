import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { findStack } from './find-stack.ts';
import { ServiceRow, StackRow, stackInput, toServiceRow, toStackRow } from './stack-schema.ts';

export default defineTool({
  name: 'stack_get',
  title: 'Stack in full',
  description: 'Shows the services of a stack: state, health and why, image, ports, unit.',
  toolset: 'stacks',
  annotations: READ,
  input: z.object({ ...stackInput, ...pageInput }),
  output: StackRow.extend({ items: z.array(ServiceRow), ...pageOutput }),
  async handler({ stack: name, ...paging }, context) {
    const stack = await findStack(name, context);
    const { items, ...rest } = page(stack.services, paging);
    return { ...toStackRow(stack), items: items.map(toServiceRow), ...rest };
  },
});
