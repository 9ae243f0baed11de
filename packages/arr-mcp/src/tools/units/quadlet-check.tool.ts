import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { quadletContent, quadletInput } from './unit-schema.ts';

export default defineTool({
  name: 'quadlet_check',
  title: 'Check a Quadlet',
  description: "Checks Quadlet content without writing it: syntax, what it may do, and Podman's own generator.",
  toolset: 'units',
  annotations: READ,
  input: z.object({ ...quadletInput, content: quadletContent }),
  output: z.object({
    valid: z.boolean(),
    problems: z.array(z.string()),
    warnings: z.array(z.string()),
    units: z.array(z.string()),
  }),
  handler: async (file, { helper, signal }) => helper.call('quadlet_check', { files: [file] }, { signal }),
});
