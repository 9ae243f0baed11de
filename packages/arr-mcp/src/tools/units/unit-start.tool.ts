import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { changeUnit } from './unit-outcome.ts';
import { UnitOutcome, unitInput } from './unit-schema.ts';

export default defineTool({
  name: 'unit_start',
  title: 'Start a unit',
  description: 'Starts a unit and its dependencies.',
  toolset: 'units',
  longRunning: true,
  annotations: WRITE,
  input: z.object(unitInput),
  output: UnitOutcome,
  handler: async ({ unit }, context) => changeUnit('systemd_start', unit, context),
});
