import { z } from 'zod';

/** A player's id or name. */
export const clientInput = { client: z.string().min(1).max(200) };

/** What a command to a player answers. */
export const toldOutput = {
  instance: z.string(),
  client_id: z.string(),
  client: z.string(),
  sent: z.string(),
  note: z.string(),
};
