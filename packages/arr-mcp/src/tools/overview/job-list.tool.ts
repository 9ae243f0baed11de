import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { JobRow, toJobRow } from './job-schema.ts';

const keptJobs = 200;

export default defineTool({
  name: 'job_list',
  title: 'List jobs',
  description: 'Lists your jobs of the last while, newest first.',
  toolset: 'overview',
  annotations: READ,
  input: z.object(pageInput),
  output: z.object({ items: z.array(JobRow), ...pageOutput }),
  handler: async (paging, { jobs, caller }) => page(jobs.list(caller.id, keptJobs).map(toJobRow), paging),
});
