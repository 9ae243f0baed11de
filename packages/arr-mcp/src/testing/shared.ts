import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sharedFolder } from '@arr-mcp/demo-stack/testing';

export { lacksShared, sharedFolder } from '@arr-mcp/demo-stack/testing';

/** One recorded answer of the media host, e.g. `podman/version.json`. */
export function readRecorded(name: string): Buffer {
  if (sharedFolder === undefined) throw new Error('there are no recorded answers on this machine');
  const bytes = readFileSync(join(sharedFolder, 'recorded-mediahost', name));
  return name.endsWith('.base64') ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes;
}
