import { existsSync } from 'node:fs';

/** Whether this process runs in a container of Podman or Docker, where the host has another address. */
export function isInContainer(): boolean {
  return existsSync('/run/.containerenv') || existsSync('/.dockerenv');
}
