import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { JobAnswer, jobInput, toJobAnswer } from './job-schema.ts';

export default defineTool({
  name: 'job_get',
  title: 'Job state',
  description: 'Shows how far a job of yours is, and its result when it is done.',
  toolset: 'overview',
  starred: true,
  annotations: READ,
  input: z.object(jobInput),
  output: JobAnswer,
  handler: async ({ job_id }, { jobs, caller }) => toJobAnswer(jobs.get(job_id, caller.id)),
});
