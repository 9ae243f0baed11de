import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of API descriptions and recorded answers beside the repository, or where ARR_MCP_SHARED points.
 * undefined when it is not on this machine; tests that need it are skipped then, and say so.
 */
export const sharedFolder = findShared();

/** Use as `describe.skipIf(lacksShared)`. */
export const lacksShared = sharedFolder === undefined;

if (lacksShared)
  process.stderr.write('tests against API descriptions and recorded answers are skipped: no ../shared folder here\n');

function findShared(): string | undefined {
  const named = process.env['ARR_MCP_SHARED'];
  if (named !== undefined) return named;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const candidate = join(folder, 'shared');
    if (existsSync(join(candidate, 'specs'))) return candidate;
    folder = dirname(folder);
  }
  return undefined;
}
