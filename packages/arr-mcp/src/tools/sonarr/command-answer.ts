import { z } from 'zod';

import type { Command } from '../../services/arr/arr-schemas.ts';

/** What a tool answers that lets Sonarr start something. */
export const commandOutput = z.object({ command_id: z.int(), status: z.string().optional(), message: z.string() });

export function toCommandAnswer({ id, status }: Command, message: string): z.input<typeof commandOutput> {
  return { command_id: id, status, message };
}
