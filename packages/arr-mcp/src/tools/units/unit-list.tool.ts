import { UnitState } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { isHealthCheckUnit } from '../../domain/unit-health.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

const stateFilters = ['any', 'active', 'inactive', 'failed'] as const;

export default defineTool({
  name: 'unit_list',
  title: 'List units',
  description: "Lists the service account's systemd units: Quadlets and other services, sockets, timers.",
  toolset: 'units',
  annotations: READ,
  input: z.object({
    state: z.enum(stateFilters).default('any'),
    name: z.string().max(128).optional().describe('Part of the name or description.'),
    ...pageInput,
  }),
  output: z.object({ items: z.array(UnitState), ...pageOutput }),
  async handler({ state, name, ...paging }, { helper, signal }) {
    const { units } = await helper.call('systemd_list', {}, { signal });
    const found = units.filter(
      (unit) =>
        !isHealthCheckUnit(unit) && isInState(unit, state) && (name === undefined || isNamed(unit, name.toLowerCase())),
    );
    return page(found, paging);
  },
});

function isInState({ active }: UnitState, filter: (typeof stateFilters)[number]): boolean {
  if (filter === 'any') return true;
  if (filter === 'active') return active === 'active' || active === 'activating' || active === 'reloading';
  return active === filter;
}

function isNamed({ unit, description }: UnitState, part: string): boolean {
  return unit.toLowerCase().includes(part) || description.toLowerCase().includes(part);
}
