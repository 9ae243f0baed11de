import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { ScanRow, toScanRows } from './scan-rows.ts';

const maxNames = 50;

export default defineTool({
  name: 'service_scan',
  title: 'Scan for services',
  description: 'Finds services by container and folder: what is set up, what is missing.',
  toolset: 'services',
  annotations: READ,
  input: z.object({ ...pageInput }),
  output: z.object({
    items: z.array(ScanRow),
    ...pageOutput,
    /** folders of the services directory that are of no known service */
    other_folders: z.array(z.string()).optional(),
    /** why no containers were looked at */
    containers_unavailable: z.string().optional(),
  }),
  async handler(place, context) {
    const { found, otherFolders, runtimeProblem } = await context.discovery.scan(context.signal);
    const rows = toScanRows(found, context.services.list());
    return {
      ...page(rows, place),
      ...(otherFolders.length === 0 ? {} : { other_folders: otherFolders.slice(0, maxNames) }),
      ...(runtimeProblem === undefined ? {} : { containers_unavailable: runtimeProblem }),
    };
  },
});
