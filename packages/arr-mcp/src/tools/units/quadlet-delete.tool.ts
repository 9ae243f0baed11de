import { z } from 'zod';

import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { quadletInput } from './unit-schema.ts';

export default defineDestructiveTool({
  name: 'quadlet_delete',
  title: 'Delete a Quadlet',
  description:
    'Deletes a Quadlet file; change_revert brings it back. Its unit goes with the next unit_reload; stop it first.',
  toolset: 'units',
  input: z.object(quadletInput),
  output: z.object({
    deleted: z.string(),
    unit: z.string(),
    change: z.string().optional(),
    warnings: z.array(z.string()),
  }),
  async plan({ name, kind }, { helper, signal }) {
    const { sha256 } = await helper.call('quadlet_read', { name, kind }, { signal });
    const summary = `Deletes the Quadlet ${name}.${kind}. A copy is kept; its unit runs on until it is stopped.`;
    return { summary, name, kind, sha256 };
  },
  async handler({ name, kind, sha256 }, context) {
    const { helper, signal, changes } = context;
    const file = `${name}.${kind}`;
    const args = { name, kind, expected_sha256: sha256 };
    const { change, result } = await changes.changeQuadlet(
      file,
      'deleted',
      changedBy(context, 'quadlet_delete'),
      async () => helper.call('quadlet_delete', args, { signal }),
    );
    const { unit, warnings } = result;
    return { deleted: file, unit, warnings, ...(change === undefined ? {} : { change: change.id }) };
  },
});
