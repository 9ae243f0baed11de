import { z } from 'zod';

/** Commas stand between tags where the service is told them. */
export const tagList = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^[^,]*$/, 'has no comma'),
  )
  .min(1)
  .max(20);
