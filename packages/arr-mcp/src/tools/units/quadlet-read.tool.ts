import { z } from 'zod';

import { maskQuadletSecrets } from '../../domain/quadlet-secrets.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { quadletInput } from './unit-schema.ts';

export default defineTool({
  name: 'quadlet_read',
  title: 'Read a Quadlet',
  description: 'Reads a Quadlet file. Secret-looking values are masked; quadlet_write keeps what is still masked.',
  toolset: 'units',
  annotations: READ,
  input: z.object(quadletInput),
  output: z.object({ name: z.string(), kind: z.string(), content: z.string(), sha256: z.string() }),
  async handler({ name, kind }, { helper, signal }) {
    const { content, sha256 } = await helper.call('quadlet_read', { name, kind }, { signal });
    return { name, kind, content: maskQuadletSecrets(content), sha256 };
  },
});
