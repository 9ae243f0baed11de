import { AppError } from '../errors.ts';
import { EnvelopeError } from './credential-envelope.ts';

const secretName = 'ARR_MCP_SECRET';

/** Without a secret nothing is written, not even in plain text. */
export function noSecret(): AppError {
  return new AppError('not_configured', `no credential can be stored: ${secretName} is not set`, {
    hint: `The operator sets ${secretName} (openssl rand -hex 32) and starts arr-mcp again. Without it, services are set in the environment: SONARR_URL, SONARR_API_KEY.`,
  });
}

/** What kept the file from being read or written, with the way out. */
export function cannotUse(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof EnvelopeError) return notOpened(path, cause);
  // What is no failed system call is a bug, and not to be taken for a broken file.
  if (!(cause instanceof Error && 'code' in cause)) throw cause;
  return new AppError('unavailable', `the credential file ${path} cannot be read or written (${String(cause.code)})`, {
    cause,
    hint: 'It must be a plain file that this process may read and write, in the directory ARR_MCP_DATA_DIR names.',
  });
}

export function sealedWithoutSecret(path: string): AppError {
  return new AppError('not_configured', `the stored credentials in ${path} are locked: ${secretName} is not set`, {
    hint: `The operator sets the ${secretName} they were stored with and starts arr-mcp again.`,
  });
}

function notOpened(path: string, cause: EnvelopeError): AppError {
  if (cause.reason === 'secret') {
    return new AppError('refused', `${secretName} is not the one that ${path} was written with`, {
      cause,
      hint: `Set the former ${secretName} and start arr-mcp again. If it is lost, move the file away and store the credentials anew.`,
    });
  }
  if (cause.reason === 'newer') {
    return new AppError('refused', `${path} was written by a newer arr-mcp: ${cause.message}`, {
      cause,
      hint: 'Run the arr-mcp that wrote it, or name another ARR_MCP_DATA_DIR.',
    });
  }
  return new AppError('unavailable', `the stored credentials in ${path} are damaged: ${cause.message}`, {
    cause,
    hint: 'Put a backup of the file back, or move it away and store the credentials anew.',
  });
}
