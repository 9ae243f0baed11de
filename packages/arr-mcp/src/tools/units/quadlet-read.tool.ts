import { z } from 'zod';

import { maskQuadletSecrets } from '../../domain/quadlet-secrets.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { quadletInput } from './unit-schema.ts';

// Files are a page or two; one that is longer comes in parts that an answer can hold, escapes included.
const maxPart = 9000;

export default defineTool({
  name: 'quadlet_read',
  title: 'Read a Quadlet',
  description: 'Reads a Quadlet file. Secret-looking values are masked; quadlet_write keeps what is still masked.',
  toolset: 'units',
  annotations: READ,
  input: z.object({ ...quadletInput, offset: z.int().min(0).default(0).describe('next_offset of the part before.') }),
  output: z.object({
    name: z.string(),
    kind: z.string(),
    content: z.string(),
    sha256: z.string(),
    next_offset: z.int().optional(),
  }),
  async handler({ name, kind, offset }, { helper, signal }) {
    const { content, sha256 } = await helper.call('quadlet_read', { name, kind }, { signal });
    const masked = maskQuadletSecrets(content);
    const end = offset + maxPart;
    const part = { name, kind, content: masked.slice(offset, end), sha256 };
    return end < masked.length ? { ...part, next_offset: end } : part;
  },
});
