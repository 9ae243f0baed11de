import { z } from 'zod';

import type { Container } from '../../runtime/container.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { ContainerRow, toContainerRow } from './container-row.ts';

const stateFilters = ['any', 'running', 'stopped', 'unhealthy'] as const;

export default defineTool({
  name: 'container_list',
  title: 'List containers',
  description: 'Lists containers with state, health, uptime, ports and the stack or unit that owns them.',
  toolset: 'containers',
  starred: true,
  annotations: READ,
  input: z.object({
    state: z.enum(stateFilters).default('any'),
    stack: z.string().max(64).optional(),
    name: z.string().max(128).optional().describe('Part of the name or image.'),
    ...pageInput,
  }),
  output: z.object({ items: z.array(ContainerRow), ...pageOutput }),
  async handler({ state, stack, name, ...paging }, { runtime, signal }) {
    const containers = (await runtime.list({ signal })).filter(
      (container) =>
        !container.isInfra &&
        isInState(container, state) &&
        (stack === undefined || container.compose?.project === stack) &&
        (name === undefined || isNamed(container, name.toLowerCase())),
    );
    const { items, ...rest } = page(containers, paging);
    const now = Date.now();
    return { items: items.map((container) => toContainerRow(container, now)), ...rest };
  },
});

function isInState({ state, health }: Container, filter: (typeof stateFilters)[number]): boolean {
  if (filter === 'any') return true;
  if (filter === 'unhealthy') return health === 'unhealthy' || state === 'restarting' || state === 'dead';
  return (filter === 'running') === (state === 'running' || state === 'paused' || state === 'restarting');
}

function isNamed({ name, image }: Container, part: string): boolean {
  return name.toLowerCase().includes(part) || image.toLowerCase().includes(part);
}
