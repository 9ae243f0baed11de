import { z } from 'zod';

import type { StackState } from '../../domain/stack-state.ts';
import type { ServiceState } from '../../domain/service-state.ts';
import { formatPort } from '../containers/container-row.ts';

export const stackInput = { stack: z.string().min(1).max(64).describe('Name, as stack_list shows it.') };

export const StackRow = z.object({
  stack: z.string(),
  kind: z.enum(['compose', 'quadlet', 'pod', 'orphan']),
  health: z.enum(['healthy', 'degraded', 'down', 'unknown']),
  reason: z.string(),
  running: z.int(),
  services: z.int(),
});

export const ServiceRow = z.object({
  service: z.string(),
  state: z.string(),
  health: z.string(),
  reason: z.string().optional(),
  containers: z.array(z.string()).optional(),
  unit: z.string().optional(),
  image: z.string().optional(),
  ports: z.array(z.string()).optional(),
});

/** How a stack stands after what was done to it, with the services that are not well. */
export const StackOutcome = StackRow.extend({
  problems: z.array(ServiceRow).optional(),
  output: z.string().optional(),
});

export function toStackRow({ name, kind, health, reason, counts }: StackState): z.output<typeof StackRow> {
  return { stack: name, kind, health, reason, running: counts.running, services: counts.total };
}

export function toServiceRow(service: ServiceState): z.output<typeof ServiceRow> {
  const { name, state, health, reason, containers, unit, image, ports } = service;
  const published = ports.filter(({ hostPort }) => hostPort !== undefined).map(formatPort);
  return {
    service: name,
    state,
    health,
    ...(health === 'healthy' ? {} : { reason }),
    // Most containers are named as their service.
    ...(containers.length === 0 || (containers.length === 1 && containers[0] === name)
      ? {}
      : { containers: [...containers] }),
    ...(unit === undefined ? {} : { unit }),
    ...(image === undefined ? {} : { image }),
    ...(published.length === 0 ? {} : { ports: published }),
  };
}
