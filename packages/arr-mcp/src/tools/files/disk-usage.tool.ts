import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { nothingThere, pathInput } from './file-input.ts';

const Disk = z.object({
  use: z.array(z.string()).describe('what lies on it'),
  path: z.string(),
  total_bytes: z.int(),
  used_bytes: z.int(),
  free_bytes: z.int(),
  used_percent: z.number(),
});

export default defineTool({
  name: 'disk_usage',
  title: 'How full the disks are',
  description: 'Tells how full each disk is that stacks, media, settings or logs lie on, or the one disk of a path.',
  toolset: 'files',
  annotations: READ,
  input: z.object({ path: pathInput.optional() }),
  output: z.object({ disks: z.array(Disk) }),
  async handler({ path }, { disks, files }) {
    const facts = path === undefined ? undefined : await files.find(path);
    if (path !== undefined && facts === undefined) throw nothingThere();
    const found = await disks.list(facts?.path);
    return {
      disks: found.map(({ use, path: at, totalBytes, usedBytes, freeBytes, usedPercent }) => ({
        use: [...use],
        path: at,
        total_bytes: totalBytes,
        used_bytes: usedBytes,
        free_bytes: freeBytes,
        used_percent: usedPercent,
      })),
    };
  },
});
