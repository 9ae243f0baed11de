import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import type { ToolContext } from '../tool-context.ts';

/** Without it: all. */
export const serviceInput = {
  service: z.string().min(1).max(40).optional().describe('Service or instance.'),
};

/**
 * What is known of a service's instances, of one instance, or of all.
 * @throws AppError not_found when nothing is known of what was named
 */
export function chooseInstances(
  { services }: Pick<ToolContext, 'services'>,
  wanted: string | undefined,
): ServiceInstance[] {
  const all = services.list();
  if (wanted === undefined) return all;
  const name = wanted.toLowerCase();
  const chosen = all.filter(({ service, instance }) => service === name || instance === name);
  if (chosen.length > 0) return chosen;
  const names = all.map(({ instance }) => instance).join(', ');
  throw new AppError('not_found', `nothing is known of a service ${JSON.stringify(name)}`, {
    hint: `${names === '' ? 'No service is known' : `There is: ${names}`}; service_scan looks for services anew.`,
  });
}
