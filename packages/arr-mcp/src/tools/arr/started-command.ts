import { z } from 'zod';

import type { Command } from '../../services/arr/arr-schemas.ts';

/** A command that a service has taken; it runs on after the answer. */
export const StartedCommand = z.object({
  instance: z.string(),
  command_id: z.int(),
  /** queued, started, completed, … */
  state: z.string(),
  /** what it is about, where it is about one record */
  id: z.int().optional(),
  title: z.string().optional(),
});

export function toStarted(instance: string, { id, status }: Command) {
  return { instance, command_id: id, state: status ?? 'queued' };
}
