import {
  Failure,
  type OperationInput,
  type OperationName,
  type OperationResult,
  HelperHealth,
  operations,
  progressMediaType,
} from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';
import { parseAnswer } from './helper-answer.ts';
import { readHelperToken } from './helper-token.ts';
import { type SocketRequest, requestOverSocket } from './socket-request.ts';

export interface HelperCallOptions {
  readonly signal?: AbortSignal;
  /** called with each line of a long operation's output as it comes */
  readonly onProgress?: (line: string) => void;
}

// How long an answer may take over the operation's own limit, in which the helper still tells how it ended.
const answerMarginMs = 10_000;
const healthLimitMs = 3_000;
const startHint = 'On the media host: systemctl --user start arr-helper.socket (deploy/install.sh installs it).';

/**
 * The helper on the host. Each call connects anew, so a helper that comes back is used at once.
 * Every method throws AppError: `unavailable` (no helper there), `unreachable` (it went away), `timeout`,
 * `bad_response`, and what the helper itself refused or failed at.
 */
export class HelperClient {
  readonly #socketPath: string;
  readonly #margin: number;

  constructor(socketPath: string, marginMs: number = answerMarginMs) {
    this.#socketPath = socketPath;
    this.#margin = marginMs;
  }

  async call<Name extends OperationName>(
    name: Name,
    args: OperationInput<Name>,
    { signal, onProgress }: HelperCallOptions = {},
  ): Promise<OperationResult<Name>> {
    const operation = operations[name];
    const answer = await this.#request({
      method: 'POST',
      path: '/command',
      body: JSON.stringify({ op: name, args }),
      timeLimitMs: operation.timeLimitMs + this.#margin,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress, accept: progressMediaType }),
    });
    // Parsed by the schema that stands beside the operation's name in the table.
    return parseAnswer(answer, operation.result, startHint) as OperationResult<Name>;
  }

  /** Which helper answers and what it can do. */
  async health(signal?: AbortSignal): Promise<HelperHealth> {
    const answer = await this.#request({
      method: 'GET',
      path: '/health',
      timeLimitMs: healthLimitMs,
      ...(signal === undefined ? {} : { signal }),
    });
    return parseAnswer(answer, HelperHealth, startHint);
  }

  async #request(request: Omit<SocketRequest, 'socketPath' | 'token'>): Promise<unknown> {
    const first = await this.#send(request);
    // Behind a socket unit it is the first connection that starts the helper, which then writes its token.
    return isUnauthorized(first) ? this.#send(request) : first;
  }

  async #send(request: Omit<SocketRequest, 'socketPath' | 'token'>): Promise<unknown> {
    const token = await readHelperToken(this.#socketPath);
    try {
      return await requestOverSocket({
        ...request,
        socketPath: this.#socketPath,
        ...(token === undefined ? {} : { token }),
      });
    } catch (error) {
      throw error instanceof AppError ? error : connectionError(error);
    }
  }
}

function isUnauthorized(answer: unknown): boolean {
  const failure = Failure.safeParse(answer);
  return failure.success && failure.data.code === 'unauthorized';
}

const absent: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'EACCES', 'ENOTSOCK', 'ENOTDIR']);

function connectionError(cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (absent.has(code))
    return new AppError('unavailable', `the helper does not answer (${code})`, { cause, hint: startHint });
  return new AppError('unreachable', 'the helper went away during the call', {
    cause,
    hint: 'What it had started may have ended with it; look at the state, then try again.',
  });
}
