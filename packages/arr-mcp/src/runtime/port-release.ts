import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../errors.ts';
import { cancelled } from './with-signal.ts';

const attempts = 6;
const defaultPauseMs = 400;

export interface PortWait {
  readonly signal?: AbortSignal | undefined;
  readonly pauseMs?: number;
}

/** Whether a start failed because a published port is in use. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof AppError && /address already in use/i.test(error.message);
}

/**
 * Starts again a few times while a port is taken: rootless Podman answers a stop before pasta has let go of the
 * ports, so that a start right after it (every third restart, when the container stops at once) would fail and leave
 * the container down.
 */
export async function startWhenPortsAreFree(start: () => Promise<unknown>, wait: PortWait = {}): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await start();
      return;
    } catch (error) {
      if (!isPortTaken(error) || attempt === attempts) throw error;
    }
    if (wait.signal?.aborted === true) throw cancelled();
    await pause(wait.pauseMs ?? defaultPauseMs);
  }
}
