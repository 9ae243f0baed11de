import { z } from 'zod';

import { maskText, maskCommand, maskRecord } from '../../mask-secrets.ts';
import type { ContainerDetails } from '../../runtime/container.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { containerInput } from './container-schema.ts';
import { ContainerRow, toContainerRow } from './container-row.ts';

const details = ['concise', 'detailed'] as const;

export default defineTool({
  name: 'container_inspect',
  title: 'Inspect a container',
  description:
    'Shows why a container is as it is: last error, health log, mounts, networks, policy. Secrets are masked.',
  toolset: 'containers',
  annotations: READ,
  input: z.object({
    ...containerInput,
    detail: z.enum(details).default('concise').describe('detailed adds environment, labels and command.'),
  }),
  output: ContainerRow.extend({
    created: z.string().optional(),
    started: z.string().optional(),
    finished: z.string().optional(),
    error: z.string().optional(),
    oom_killed: z.boolean().optional(),
    restart_policy: z.string(),
    health_log: z.array(z.object({ at: z.string(), exit_code: z.int(), output: z.string() })).optional(),
    mounts: z.array(z.string()),
    networks: z.array(z.string()),
    network_mode: z.string(),
    user: z.string().optional(),
    log_driver: z.string(),
    privileged: z.boolean().optional(),
    memory_limit_bytes: z.number().optional(),
    command: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  async handler({ name, detail }, { runtime, signal }) {
    const container = await runtime.get(name, { signal });
    return {
      ...toContainerRow(container, Date.now()),
      ...concise(container),
      ...(detail === 'detailed' ? detailed(container) : {}),
    };
  },
});

const shownHealthResults = 3;

function concise(container: ContainerDetails) {
  const { createdAt, startedAt, finishedAt, error, user, memoryLimitBytes } = container;
  const healthLog = container.healthLog
    .slice(-shownHealthResults)
    .map(({ at, exitCode, output }) => ({ at, exit_code: exitCode, output: maskText(output.slice(0, 300)) }));
  return {
    ...(createdAt === undefined ? {} : { created: createdAt }),
    ...(startedAt === undefined ? {} : { started: startedAt }),
    ...(finishedAt === undefined ? {} : { finished: finishedAt }),
    ...(error === undefined || error === '' ? {} : { error: maskText(error.slice(0, 500)) }),
    ...(container.oomKilled ? { oom_killed: true } : {}),
    restart_policy: container.restartPolicy,
    ...(healthLog.length === 0 ? {} : { health_log: healthLog }),
    mounts: container.mounts.map(({ source, target, readOnly }) => `${source}:${target}${readOnly ? ':ro' : ''}`),
    networks: container.networks.map(({ name, ip }) => (ip === undefined || ip === '' ? name : `${name} ${ip}`)),
    network_mode: container.networkMode,
    ...(user === undefined || user === '' ? {} : { user }),
    log_driver: container.logDriver,
    ...(container.privileged ? { privileged: true } : {}),
    ...(memoryLimitBytes === undefined ? {} : { memory_limit_bytes: memoryLimitBytes }),
  };
}

function detailed({ entrypoint, command, environment, labels }: ContainerDetails) {
  return {
    command: maskCommand([...entrypoint, ...command]),
    environment: maskRecord(environment),
    labels: maskRecord(labels),
  };
}
