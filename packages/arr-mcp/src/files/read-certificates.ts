import { readFileSync } from 'node:fs';

import { AppError } from '../errors.ts';

/**
 * The certificates of a file (PEM).
 * @throws AppError when the file cannot be read or has none
 */
export function readCertificates(path: string | undefined): { certificates?: string } {
  if (path === undefined) return {};
  const own = readText(path);
  if (!own.includes('-----BEGIN CERTIFICATE-----')) {
    throw new AppError('invalid_argument', `ARR_MCP_CA_FILE: ${path} holds no certificate in PEM form`);
  }
  return { certificates: own };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('unavailable', `ARR_MCP_CA_FILE: ${path} cannot be read`, { cause });
  }
}
