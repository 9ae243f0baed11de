import { z } from 'zod';

import type { Container, Port } from '../../runtime/container.ts';

/** One container in an answer: what a person asks first, and the names that the next call needs. */
export const ContainerRow = z.object({
  name: z.string(),
  id: z.string(),
  image: z.string(),
  state: z.string(),
  health: z.string().optional(),
  exit_code: z.int().optional(),
  uptime_seconds: z.int().optional(),
  restarts: z.int().optional(),
  ports: z.array(z.string()).optional(),
  stack: z.string().optional(),
  unit: z.string().optional(),
  pod: z.string().optional(),
});
export type ContainerRow = z.output<typeof ContainerRow>;

/** @param now milliseconds since 1970, for the uptime */
export function toContainerRow(container: Container, now: number): ContainerRow {
  const { compose, exitCode, health, pod, restarts, unit } = container;
  const ports = container.ports.filter((port) => port.hostPort !== undefined).map(formatPort);
  return {
    name: container.name,
    id: container.id.slice(0, 12),
    image: container.image,
    state: container.state,
    ...(health === undefined ? {} : { health }),
    ...(exitCode === undefined ? {} : { exit_code: exitCode }),
    ...uptime(container, now),
    ...(restarts === undefined || restarts === 0 ? {} : { restarts }),
    ...(ports.length === 0 ? {} : { ports }),
    ...(compose === undefined ? {} : { stack: compose.project }),
    ...(unit === undefined ? {} : { unit }),
    ...(pod === undefined ? {} : { pod }),
  };
}

/** `127.0.0.1:8989->8989/tcp`, as the engines write it. */
export function formatPort({ hostIp, hostPort, containerPort, protocol }: Port): string {
  const inner = `${containerPort}/${protocol}`;
  if (hostPort === undefined) return inner;
  const address = hostIp === undefined || hostIp === '' || hostIp === '0.0.0.0' ? '' : `${hostIp}:`;
  return `${address}${hostPort}->${inner}`;
}

function uptime({ state, startedAt }: Container, now: number): { uptime_seconds?: number } {
  if (state !== 'running' || startedAt === undefined) return {};
  return { uptime_seconds: Math.max(0, Math.round((now - Date.parse(startedAt)) / 1000)) };
}
