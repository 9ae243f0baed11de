/** Why a call did not do what was asked; each edge has one table from these to its own status. */
export type ErrorCode =
  | 'invalid_argument'
  | 'not_found'
  | 'conflict'
  | 'refused'
  | 'read_only'
  | 'unavailable'
  | 'unreachable'
  | 'timeout'
  | 'cancelled'
  | 'unauthorized'
  | 'insufficient_scope'
  | 'rate_limited'
  | 'busy'
  | 'bad_response'
  | 'upstream'
  | 'command_failed'
  | 'not_configured'
  | 'internal';

const retryable: ReadonlySet<ErrorCode> = new Set(['unreachable', 'timeout', 'rate_limited', 'busy', 'conflict']);

export interface AppErrorOptions extends ErrorOptions {
  /** The next thing to try: which tool, which setting. */
  readonly hint?: string;
  /** Small facts for the caller, such as a command's last lines. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An error whose message and hint are meant for the caller. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
    this.details = options.details;
  }

  /** Whether the same call may succeed later without a change by the caller. */
  get retryable(): boolean {
    return retryable.has(this.code);
  }
}

/** What was asked for, or undefined when there is no such thing. */
export async function unlessNotFound<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  }
}
