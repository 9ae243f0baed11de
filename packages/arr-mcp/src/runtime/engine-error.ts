import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { AppError, type ErrorCode } from '../errors.ts';

const ErrorBody = z.object({ message: z.string().default(''), cause: z.string().default('') });

const maxMessageLength = 500;

// Podman answers 500 to what Docker calls a conflict: the container's state or a name forbids it.
const conflictWords =
  /container state improper|already in use|is running|running or paused|paused container|dependent containers|being removed/i;
const unsupportedLogs = /log(ging)? driver|not logging output|journal/i;

/** What an engine's refusal (any status from 400, and those below that nobody expects) means to a caller. */
export function toEngineError(status: number, body: Buffer): AppError {
  const { message, cause } = readErrorBody(body);
  const text = message || cause || `status ${status}`;
  const code = toCode(status, `${message} ${cause}`);
  return new AppError(code, `the container runtime says: ${text}`, { ...hintFor(code, text), details: { status } });
}

/** What a failed connection or a connection that died means to a caller. */
export function toConnectionError(error: unknown, socketPath: string): AppError {
  if (error instanceof AppError) return error;
  const code = errnoOf(error);
  if (code === 'ENOENT') {
    return new AppError('unavailable', `there is no container runtime at ${socketPath}`, {
      cause: error,
      hint: 'start it (systemctl --user enable --now podman.socket) or set ARR_MCP_SOCKET_PATH.',
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('unavailable', `arr-mcp may not open ${socketPath}`, {
      cause: error,
      hint: 'run arr-mcp as the user who owns the socket.',
    });
  }
  if (code?.startsWith('HPE_') === true) {
    return new AppError('bad_response', `what answers at ${socketPath} does not speak HTTP`, { cause: error });
  }
  return new AppError(
    'unreachable',
    `the container runtime at ${socketPath} broke the connection (${code ?? 'reset'})`,
    {
      cause: error,
      hint: 'see whether podman.socket or the Docker service runs on the host.',
    },
  );
}

function readErrorBody(body: Buffer): { message: string; cause: string } {
  const parsed = ErrorBody.safeParse(parseJson(body.toString('utf8')));
  const { message, cause } = parsed.success ? parsed.data : { message: '', cause: '' };
  return { message: shorten(message), cause: shorten(cause) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A refusal without JSON still has its status, which is all that is told then.
    return undefined;
  }
}

function shorten(text: string): string {
  return toPlainLine(text).slice(0, maxMessageLength);
}

function toCode(status: number, text: string): ErrorCode {
  // Without a word of the engine's own it is somebody else who answers, or a call that this engine does not know.
  if (status === 404) return text.trim() === '' ? 'bad_response' : 'not_found';
  if (status === 409) return 'conflict';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 400) return 'invalid_argument';
  if (unsupportedLogs.test(text)) return 'unavailable';
  if (status >= 500 && conflictWords.test(text)) return 'conflict';
  return status >= 500 ? 'command_failed' : 'bad_response';
}

function hintFor(code: ErrorCode, text: string): { hint?: string } {
  if (code === 'not_found') return { hint: 'container_list shows the names.' };
  if (code === 'unavailable') return { hint: 'unit_logs shows what systemd kept of a unit that runs the container.' };
  if (code === 'conflict' && /paused/i.test(text)) return { hint: 'unpause it on the host, or remove it.' };
  return {};
}

function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
