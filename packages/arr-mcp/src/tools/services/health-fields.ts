import { z } from 'zod';

/** How long one service is given. */
export const healthLimitMs = 5000;

const Issue = z.object({
  source: z.string().optional(),
  type: z.enum(['error', 'warning', 'notice']),
  message: z.string(),
  wiki_url: z.string().optional(),
});

export const HealthFields = z.object({
  service: z.string(),
  instance: z.string(),
  reachable: z.boolean(),
  status: z.enum(['healthy', 'degraded', 'critical', 'unknown']),
  issues: z.array(Issue),
});
