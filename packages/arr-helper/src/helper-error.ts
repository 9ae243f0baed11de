import type { FailureCode } from '@arr-mcp/helper-protocol';

export interface HelperErrorDetails extends ErrorOptions {
  readonly exitCode?: number;
  readonly output?: string;
  readonly problems?: readonly string[];
}

/** What the helper answers instead of a result; `code` is the protocol's. */
export class HelperError extends Error {
  override readonly name = 'HelperError';
  readonly code: FailureCode;
  readonly exitCode: number;
  readonly output: string | undefined;
  readonly problems: readonly string[] | undefined;

  constructor(code: FailureCode, message: string, details: HelperErrorDetails = {}) {
    super(message, details);
    this.code = code;
    this.exitCode = details.exitCode ?? 1;
    this.output = details.output;
    this.problems = details.problems;
  }
}

/** The system's code of a failed call (`ENOENT`, …); undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
