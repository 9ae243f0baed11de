import { z } from 'zod';

import type { ContainerRuntime } from '../../runtime/container-runtime.ts';

/** How a container stands after what was done to it. */
export const ContainerOutcome = z.object({
  name: z.string(),
  state: z.string(),
  health: z.string().optional(),
  exit_code: z.int().optional(),
});

/** Looks again: an engine that accepted a start says nothing about how it went. */
export async function outcome(
  runtime: ContainerRuntime,
  name: string,
  signal: AbortSignal,
): Promise<z.output<typeof ContainerOutcome>> {
  const { name: found, state, health, exitCode } = await runtime.get(name, { signal });
  return {
    name: found,
    state,
    ...(health === undefined ? {} : { health }),
    ...(exitCode === undefined ? {} : { exit_code: exitCode }),
  };
}
