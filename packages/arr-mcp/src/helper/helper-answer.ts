import { Failure, type FailureCode } from '@arr-mcp/helper-protocol';
import type { z } from 'zod';

import { maskText } from '../mask-secrets.ts';
import { AppError, type ErrorCode } from '../errors.ts';

const codes: Readonly<Record<FailureCode, ErrorCode>> = {
  bad_request: 'invalid_argument',
  unauthorized: 'unauthorized',
  not_found: 'not_found',
  refused: 'refused',
  invalid_content: 'invalid_argument',
  conflict: 'conflict',
  busy: 'busy',
  unavailable: 'unavailable',
  timeout: 'timeout',
  command_failed: 'command_failed',
  internal: 'bad_response',
};

const hints: Partial<Readonly<Record<FailureCode, string>>> = {
  not_found: 'stack_list, unit_list and quadlet_list show what there is.',
  unauthorized: 'Mount the directory of the helper socket, not the socket alone: the token file stands beside it.',
  busy: 'Another operation is still running; try again when it is done.',
};

// The end of a command's output says why it failed.
const shownOutput = 600;

/** The helper's answer, or the failure that it tells, as the rest of the server knows failures. */
export function parseAnswer<Schema extends z.ZodType>(answer: unknown, schema: Schema, hint: string): z.output<Schema> {
  const failure = Failure.safeParse(answer);
  if (failure.success) throw toAppError(failure.data);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_response', 'the helper answered in a shape that this arr-mcp does not know', {
    cause: parsed.error,
    hint: `Both must be of the same version. ${hint}`,
  });
}

function toAppError({ code, error, exit_code, output, problems }: Failure): AppError {
  const details = {
    ...(code === 'command_failed' ? { exit_code } : {}),
    ...(output === undefined || output === '' ? {} : { last_output: maskText(output.slice(-shownOutput)) }),
    ...(problems === undefined ? {} : { problems: problems.slice(0, 10) }),
  };
  const hint = hints[code];
  return new AppError(codes[code], error, { ...(hint === undefined ? {} : { hint }), details });
}
