import { QuadletInfo } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

export default defineTool({
  name: 'quadlet_list',
  title: 'List Quadlets',
  description: 'Lists the Quadlet files of the service account and the unit that each one makes.',
  toolset: 'units',
  annotations: READ,
  input: z.object(pageInput),
  output: z.object({ items: z.array(QuadletInfo), ...pageOutput }),
  async handler(paging, { helper, signal }) {
    const { quadlets } = await helper.call('quadlet_list', {}, { signal });
    return page(quadlets, paging);
  },
});
