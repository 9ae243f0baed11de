import { z } from 'zod';

/** Why the helper did not do what was asked. Everything but `command_failed` and `timeout` means: nothing was run. */
export const failureCodes = [
  'bad_request', // not JSON, an unknown operation, or an argument its schema refuses
  'unauthorized', // the token of the helper's token file is missing or wrong
  'not_found', // no such stack, unit or Quadlet, or it belongs to somebody else
  'refused', // understood, and not allowed
  'invalid_content', // a Quadlet file that does not parse or that Podman's generator refuses
  'conflict', // the file changed since it was read
  'busy', // too many operations wait for the same stack or unit, or for the helper
  'unavailable', // no compose command, or no systemd user manager
  'timeout', // the command took longer than its kind may
  'command_failed', // the command ran and ended with an exit code other than 0
  'internal',
] as const;
export const FailureCode = z.enum(failureCodes);
export type FailureCode = z.output<typeof FailureCode>;

/** The body of every answer that is not a success. `output` holds the command's own last lines. */
export const Failure = z.object({
  ok: z.literal(false),
  code: FailureCode,
  error: z.string(),
  exit_code: z.number().int(),
  output: z.string().optional(),
  problems: z.array(z.string()).optional(),
});
export type Failure = z.output<typeof Failure>;
