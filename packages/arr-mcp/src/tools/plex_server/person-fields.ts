import { z } from 'zod';

/** Somebody who uses a server. No token of theirs, nor of anybody's, is among it. */
export const personFields = {
  instance: z.string().optional(),
  id: z.int(),
  name: z.string().optional(),
  owner: z.boolean(),
  home: z.boolean().optional(),
  admin: z.boolean().optional(),
  guest: z.boolean().optional(),
  restricted: z.boolean().optional(),
  protected: z.boolean().optional(),
  libraries: z.array(z.string()).optional(),
};
