import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { DESTRUCTIVE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { findAllowedTool } from './find-allowed-tool.ts';

export default defineTool({
  name: 'call_write_tool',
  title: 'Call a writing tool',
  description: 'Runs any allowed tool that writes, by name; a destructive one answers with a preview first.',
  toolset: 'finder',
  starred: true,
  annotations: DESTRUCTIVE,
  input: z.object({
    name: z.string().max(64),
    arguments: z.record(z.string(), z.unknown()).default({}).describe('With confirmation_token after a preview.'),
  }),
  output: z.looseObject({}),
  async handler({ name, arguments: args }, { catalog, callTool }) {
    const tool = findAllowedTool(catalog, name);
    // Through the finder again a call would pass, and be recorded, as something it is not.
    if (tool.annotations.readOnlyHint || tool.toolset === 'finder') {
      throw new AppError('refused', `${tool.name} does not write`, { hint: 'Run it with call_read_tool.' });
    }
    return { ...(await callTool(tool, args)) };
  },
});
