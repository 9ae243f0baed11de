import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../errors.ts';
import { cancelled } from './with-signal.ts';

const attempts = 6;
const pauseMs = 400;

/** Whether a start failed because a published port is in use. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof AppError && /address already in use/i.test(error.message);
}

/**
 * Starts again a few times while a port is taken: rootless Podman answers a stop before pasta has let go of the
 * ports, so that a start right after it (every third restart, when the container stops at once) would fail and leave
 * the container down.
 */
export async function startWhenPortsAreFree(start: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await start();
      return;
    } catch (error) {
      if (!isPortTaken(error) || attempt === attempts) throw error;
    }
    if (signal?.aborted === true) throw cancelled();
    await pause(pauseMs);
  }
}
