import { z } from 'zod';

import type { Job } from '../../jobs/job-runner.ts';

export const jobInput = { job_id: z.string().min(1).max(40) };

export const JobRow = z.object({
  job_id: z.string(),
  tool: z.string(),
  state: z.string(),
  started: z.string(),
  ended: z.string().optional(),
});

export const JobAnswer = JobRow.extend({
  progress: z.array(z.string()).optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

export function toJobRow({ id, tool, state, started, ended }: Job): z.output<typeof JobRow> {
  return { job_id: id, tool, state, started, ...(ended === undefined ? {} : { ended }) };
}

export function toJobAnswer(job: Job): z.output<typeof JobAnswer> {
  const { progress, result, error } = job;
  return {
    ...toJobRow(job),
    ...(progress === undefined ? {} : { progress: [...progress] }),
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
  };
}
