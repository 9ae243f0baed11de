import { UnitStatus } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { unitInput } from './unit-schema.ts';

export default defineTool({
  name: 'unit_status',
  title: 'Unit status',
  description:
    'Shows how one unit stands: state, last result, restarts, the Quadlet it comes from. unit_logs tells why.',
  toolset: 'units',
  annotations: READ,
  input: z.object(unitInput),
  output: UnitStatus,
  async handler({ unit }, { helper, signal }) {
    const { status } = await helper.call('systemd_status', { unit }, { signal });
    return status;
  },
});
