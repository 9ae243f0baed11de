import { z } from 'zod';

import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import type { QueueJob } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { QueueRow, toQueueRow } from './job-rows.ts';
import { QueueState, toQueueState } from './queue-state.ts';

/** What was changed, as it stands now. */
export const JobOrQueue = z.object({ queue: QueueState.optional(), download: QueueRow.optional() });
export type JobOrQueue = z.input<typeof JobOrQueue>;

export async function queueAnswer(client: SabnzbdClient): Promise<JobOrQueue> {
  return { queue: toQueueState(await client.queue()) };
}

export function jobAnswer(job: QueueJob): JobOrQueue {
  return { download: toQueueRow(job) };
}
