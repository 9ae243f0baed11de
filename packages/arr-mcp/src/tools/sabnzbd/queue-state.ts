import { z } from 'zod';

import type { Queue } from '../../services/sabnzbd/sabnzbd-schemas.ts';

/** How a whole queue stands. */
export const QueueState = z.object({
  instance: z.string().optional(),
  /** `Downloading`, `Paused` or `Idle` */
  state: z.string(),
  resumes_in_seconds: z.int().optional(),
  speed_bytes_per_second: z.int(),
  /** absent: none */
  speed_limit_bytes_per_second: z.int().optional(),
  left_bytes: z.int(),
  time_left_seconds: z.int().optional(),
  free_bytes: z.int().optional(),
});
export type QueueState = z.output<typeof QueueState>;

export function toQueueState(queue: Queue): QueueState {
  const { pauseSecondsLeft = 0, speedLimitBytesPerSecond = 0 } = queue;
  const free = queue.freeBytes.incomplete;
  return {
    state: queue.isPaused ? 'Paused' : queue.status,
    ...(pauseSecondsLeft === 0 ? {} : { resumes_in_seconds: pauseSecondsLeft }),
    speed_bytes_per_second: queue.bytesPerSecond,
    ...(speedLimitBytesPerSecond === 0 ? {} : { speed_limit_bytes_per_second: Math.round(speedLimitBytesPerSecond) }),
    left_bytes: queue.leftBytes,
    ...(queue.secondsLeft === 0 ? {} : { time_left_seconds: queue.secondsLeft }),
    ...(free === undefined ? {} : { free_bytes: free }),
  };
}
