import { z } from 'zod';

/** A container's name or id, as every container tool takes it. */
export const containerInput = { name: z.string().min(1).max(253).describe('Container name or id.') };
