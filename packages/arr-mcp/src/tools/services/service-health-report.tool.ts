import { z } from 'zod';

import { type ServiceHealth, countStatuses, worstFirst } from '../../domain/services/service-health.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { healthLimitMs } from './health-fields.ts';
import { readHealth } from './read-health.ts';

const Row = z.object({
  instance: z.string(),
  status: z.enum(['healthy', 'degraded', 'critical', 'unknown']),
  reachable: z.boolean(),
  issues: z.array(z.string()).optional(),
  /** further issues, which service_api_health lists */
  more: z.int().optional(),
});

const maxServices = 40;
const maxIssues = 3;
const maxLength = 160;

export default defineTool({
  name: 'service_health_report',
  title: 'Health of all services',
  description: 'Health of all services at once, the worst first.',
  toolset: 'services',
  starred: true,
  annotations: READ,
  input: z.object({}),
  output: z.object({ scanned_at: z.string(), summary: z.record(z.string(), z.int()), items: z.array(Row) }),
  async handler(_input, context) {
    const known = context.services.list();
    const all = await Promise.all(known.map(async (each) => readHealth(context, each, healthLimitMs)));
    return {
      scanned_at: new Date().toISOString(),
      summary: countStatuses(all),
      items: worstFirst(all).slice(0, maxServices).map(toRow),
    };
  },
});

function toRow({ instance, status, reachable, issues }: ServiceHealth): z.input<typeof Row> {
  const shown = issues.slice(0, maxIssues).map(({ message }) => message.slice(0, maxLength));
  return {
    instance,
    status,
    reachable,
    ...(shown.length === 0 ? {} : { issues: shown }),
    ...(issues.length > maxIssues ? { more: issues.length - maxIssues } : {}),
  };
}
