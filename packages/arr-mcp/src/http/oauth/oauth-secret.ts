import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { AppError } from '../../errors.ts';
import { ensurePrivateFile } from '../../storage/private-file.ts';

const minLength = 32;

/** The secret that tokens are kept under, made at the first start. @throws AppError `unavailable` */
export function ensureOAuthSecret(dataDir: string): string {
  const path = join(dataDir, 'oauth-secret');
  try {
    const { text } = ensurePrivateFile(path, () => randomBytes(48).toString('base64url'));
    if (text.length >= minLength) return text;
  } catch (cause) {
    throw unusable(path, cause);
  }
  throw unusable(path);
}

function unusable(path: string, cause?: unknown): AppError {
  return new AppError('unavailable', `the secret of OAuth in ${path} cannot be made or read, or is too short`, {
    cause,
    hint: 'Remove the file: the next start makes a new one, and remote assistants sign in again. Or set OAUTH_JWT_SECRET.',
  });
}
