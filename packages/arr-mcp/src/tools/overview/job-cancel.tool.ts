import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { JobAnswer, jobInput, toJobAnswer } from './job-schema.ts';

export default defineTool({
  name: 'job_cancel',
  title: 'Cancel a job',
  description: 'Stops a running job of yours. What it did until then stays done.',
  toolset: 'overview',
  annotations: WRITE,
  input: z.object(jobInput),
  output: JobAnswer,
  handler: async ({ job_id }, { jobs, caller }) => toJobAnswer(await jobs.cancel(job_id, caller.id)),
});
