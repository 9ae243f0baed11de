import type { UnitName } from '@arr-mcp/helper-protocol';
import type { z } from 'zod';

import { maskText } from '../../mask-secrets.ts';
import type { ToolContext } from '../tool-context.ts';
import type { UnitOutcome } from './unit-schema.ts';

type UnitOperation = 'systemd_start' | 'systemd_stop' | 'systemd_restart';

const shownOutput = 1000;

/** Runs one operation on a unit and looks how the unit stands afterwards. */
export async function changeUnit(
  operation: UnitOperation,
  unit: UnitName,
  { helper, signal, progress }: Pick<ToolContext, 'helper' | 'signal' | 'progress'>,
): Promise<z.input<typeof UnitOutcome>> {
  const { output } = await helper.call(operation, { unit }, { signal, onProgress: progress });
  const { status } = await helper.call('systemd_status', { unit }, { signal });
  return {
    unit: status.unit,
    active: status.active,
    sub: status.sub,
    ...(status.result === undefined || status.result === 'success' ? {} : { result: status.result }),
    ...(output === '' ? {} : { output: maskText(output.slice(-shownOutput)) }),
  };
}
