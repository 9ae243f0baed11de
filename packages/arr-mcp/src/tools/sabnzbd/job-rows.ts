import { z } from 'zod';

import type { HistoryJob, QueueJob } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { shownText } from './shown-text.ts';

/** A download that waits or runs. */
export const QueueRow = z.object({
  instance: z.string().optional(),
  nzo_id: z.string(),
  name: z.string(),
  status: z.string(),
  priority: z.string(),
  category: z.string().optional(),
  size_bytes: z.int(),
  left_bytes: z.int(),
  missing_bytes: z.int().optional(),
  time_left_seconds: z.int().optional(),
  labels: z.array(z.string()).optional(),
});
export type QueueRow = z.output<typeof QueueRow>;

export function toQueueRow(job: QueueJob): QueueRow {
  return {
    nzo_id: job.id,
    name: nameOf(job),
    status: job.status,
    priority: job.priority,
    ...(job.category === undefined ? {} : { category: job.category }),
    size_bytes: job.sizeBytes,
    left_bytes: job.leftBytes,
    ...(job.missingBytes === undefined || job.missingBytes === 0 ? {} : { missing_bytes: job.missingBytes }),
    ...(job.secondsLeft === 0 ? {} : { time_left_seconds: job.secondsLeft }),
    ...(job.labels.length === 0 ? {} : { labels: job.labels.flatMap((label) => shownText(label, 60) ?? []) }),
  };
}

/** A download that ended, or is being unpacked. */
export const HistoryRow = z.object({
  instance: z.string().optional(),
  nzo_id: z.string(),
  name: z.string(),
  status: z.string(),
  category: z.string().optional(),
  size_bytes: z.number().optional(),
  completed: z.string(),
  failure: z.string().optional(),
  can_retry: z.boolean().optional(),
  path: z.string().optional(),
  stages: z.array(z.string()).optional(),
});
export type HistoryRow = z.output<typeof HistoryRow>;

export function toHistoryRow(job: HistoryJob): HistoryRow {
  const [failure, path] = [shownText(job.failure), shownText(job.path, 300)];
  return {
    nzo_id: job.id,
    name: nameOf(job),
    status: job.status,
    ...(job.category === undefined ? {} : { category: job.category }),
    ...(job.sizeBytes === undefined ? {} : { size_bytes: job.sizeBytes }),
    completed: job.completed.toISOString(),
    ...(failure === undefined ? {} : { failure }),
    ...(job.canRetry ? { can_retry: true } : {}),
    ...(path === undefined ? {} : { path }),
    ...(failure === undefined ? {} : { stages: stagesOf(job) }),
  };
}

// Where a failed one came to; nobody asks that of one that is there.
function stagesOf({ stages }: HistoryJob): string[] {
  return stages.slice(0, 10).flatMap(({ name, actions }) => shownText(`${name}: ${actions.join('; ')}`) ?? []);
}

export function nameOf({ name, id }: { readonly name: string; readonly id: string }): string {
  return shownText(name) ?? id;
}
