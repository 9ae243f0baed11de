import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { findAllowedTool } from './find-allowed-tool.ts';

export default defineTool({
  name: 'call_read_tool',
  title: 'Call a reading tool',
  description: 'Runs any allowed tool that only reads, by name.',
  toolset: 'finder',
  starred: true,
  annotations: READ,
  input: z.object({
    name: z.string().max(64),
    arguments: z.record(z.string(), z.unknown()).default({}),
  }),
  output: z.looseObject({}),
  async handler({ name, arguments: args }, { catalog, callTool }) {
    const tool = findAllowedTool(catalog, name);
    if (tool.name === 'call_read_tool') throw new AppError('refused', 'call_read_tool cannot call itself');
    if (!tool.annotations.readOnlyHint) {
      throw new AppError('refused', `${tool.name} writes`, { hint: 'Run it with call_write_tool.' });
    }
    return { ...(await callTool(tool, args)) };
  },
});
