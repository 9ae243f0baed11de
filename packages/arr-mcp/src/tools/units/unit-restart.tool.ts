import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { changeUnit } from './unit-outcome.ts';
import { UnitOutcome, unitInput } from './unit-schema.ts';

export default defineTool({
  name: 'unit_restart',
  title: 'Restart a unit',
  description: "Restarts a unit; a Quadlet's container is made anew from its file.",
  toolset: 'units',
  longRunning: true,
  annotations: WRITE,
  input: z.object(unitInput),
  output: UnitOutcome,
  handler: async ({ unit }, context) => changeUnit('systemd_restart', unit, context),
});
