import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { changeUnit } from './unit-outcome.ts';
import { UnitOutcome, unitInput } from './unit-schema.ts';

export default defineDestructiveTool({
  name: 'unit_stop',
  title: 'Stop a unit',
  description: 'Stops a unit until it is started again or the host boots.',
  toolset: 'units',
  longRunning: true,
  input: z.object(unitInput),
  output: UnitOutcome,
  async plan({ unit }, { helper, signal }) {
    const { status } = await helper.call('systemd_status', { unit }, { signal });
    const { active, description, enabled } = status;
    const boot = enabled === 'enabled' || enabled === 'generated' ? ' It may start again when the host boots.' : '';
    return { summary: `Stops ${status.unit} (${description}; ${active}).${boot}`, unit, active };
  },
  handler: async ({ unit }, context) => changeUnit('systemd_stop', unit, context),
});
