import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { ScanRow, toScanRows } from './scan-rows.ts';
import { wholeList, wholeOutput } from './whole-list.ts';

const maxNames = 50;

export default defineTool({
  name: 'service_scan',
  title: 'Scan for services',
  description: 'Finds services by container and folder, and what each lacks.',
  toolset: 'services',
  annotations: READ,
  input: z.object({}),
  output: z.object({
    items: z.array(ScanRow),
    ...wholeOutput,
    /** folders of the services directory that are of no known service */
    other_folders: z.array(z.string()).optional(),
    /** why no containers were looked at */
    containers_unavailable: z.string().optional(),
  }),
  async handler(_input, context) {
    const { found, otherFolders, runtimeProblem } = await context.discovery.scan(context.signal);
    const rows = toScanRows(found, context.services.list());
    return {
      ...wholeList(rows),
      ...(otherFolders.length === 0 ? {} : { other_folders: otherFolders.slice(0, maxNames) }),
      ...(runtimeProblem === undefined ? {} : { containers_unavailable: runtimeProblem }),
    };
  },
});
