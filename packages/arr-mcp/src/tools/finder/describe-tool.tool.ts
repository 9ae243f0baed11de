import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { toInputSchema } from '../input-schema.ts';
import { findAllowedTool } from './find-allowed-tool.ts';
import { toolClass } from './tool-class.ts';

export default defineTool({
  name: 'describe_tool',
  title: 'Describe a tool',
  description: 'Shows what a tool does and the schema of its arguments.',
  toolset: 'finder',
  annotations: READ,
  input: z.object({ name: z.string().max(64) }),
  output: z.object({
    name: z.string(),
    class: z.string(),
    description: z.string(),
    input_schema: z.record(z.string(), z.unknown()),
  }),
  async handler({ name }, { catalog }) {
    const tool = findAllowedTool(catalog, name);
    return {
      name: tool.name,
      class: toolClass(tool),
      description: tool.description,
      input_schema: toInputSchema(tool.input),
    };
  },
});
