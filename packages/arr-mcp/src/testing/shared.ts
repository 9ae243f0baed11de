import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of recorded answers beside the repository, or where ARR_MCP_SHARED points. undefined when it is not on
 * this machine; tests that need it are skipped then, and say so.
 */
export const sharedFolder = findShared();

/** Use as `describe.skipIf(lacksShared)`. */
export const lacksShared = sharedFolder === undefined;

if (lacksShared) process.stderr.write('tests against recorded answers are skipped: no ../shared folder here\n');

/** One recorded answer of the media host, e.g. `podman/version.json`. */
export function readRecorded(name: string): Buffer {
  if (sharedFolder === undefined) throw new Error('there are no recorded answers on this machine');
  const bytes = readFileSync(join(sharedFolder, 'recorded-mediahost', name));
  return name.endsWith('.base64') ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes;
}

function findShared(): string | undefined {
  const named = process.env['ARR_MCP_SHARED'];
  if (named !== undefined) return named;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const candidate = join(folder, 'shared');
    if (existsSync(join(candidate, 'recorded-mediahost'))) return candidate;
    folder = dirname(folder);
  }
  return undefined;
}
