import { basename, dirname, extname } from 'node:path';

import { quadletKinds, toPlainText } from '@arr-mcp/helper-protocol';

import { maskEnvValues } from '../../domain/env-secrets.ts';
import { maskFileText } from '../../domain/file-secrets.ts';
import { maskQuadletSecrets } from '../../domain/quadlet-secrets.ts';
import { isEnvFile } from '../../files/secret-files.ts';

const unitEndings: ReadonlySet<string> = new Set(
  [...quadletKinds, 'service', 'timer', 'socket'].map((kind) => `.${kind}`),
);

/** The text of a file as a caller may see it: no control characters, and secrets masked in the way of its kind. */
export function textToShow(path: string, content: Uint8Array): string {
  // Control characters go first: one in the middle of a name would hide a secret from the mask.
  const text = toPlainText(Buffer.from(content).toString());
  if (isEnvFile(path)) return maskEnvValues(text);
  return maskFileText(isUnitFile(path) ? maskQuadletSecrets(text) : text);
}

function isUnitFile(path: string): boolean {
  const folder = basename(dirname(path));
  const isDropIn = extname(path) === '.conf' && folder.endsWith('.d');
  return unitEndings.has(extname(isDropIn ? folder.slice(0, -2) : path));
}
