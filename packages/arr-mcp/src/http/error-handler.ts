import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

import { AppError, type ErrorCode } from '../errors.ts';
import { InsufficientScopeError } from '../scopes.ts';
import { bearerChallenge } from './auth/challenge.ts';
import { RateLimitedError } from './rate-limited.ts';

const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  not_found: 404,
  conflict: 409,
  refused: 403,
  read_only: 403,
  unavailable: 503,
  unreachable: 502,
  timeout: 504,
  cancelled: 499,
  unauthorized: 401,
  insufficient_scope: 403,
  rate_limited: 429,
  busy: 503,
  bad_response: 502,
  upstream: 502,
  command_failed: 502,
  not_configured: 503,
  internal: 500,
};

export type ErrorHandler = (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) => void;

/** What became of a request that failed before or beside a tool; the body always has the same shape. */
export const answerError = createErrorHandler(undefined);

/** @param resourceMetadata what the challenge for a missing scope names; undefined: OAuth is off */
export function createErrorHandler(resourceMetadata: string | undefined): ErrorHandler {
  return (error, request, reply) => {
    const { code, message, hint, status } = error instanceof AppError ? describe(error) : fromFastify(error, request);
    if (error instanceof RateLimitedError) void reply.header('retry-after', error.retryAfterSeconds);
    if (error instanceof InsufficientScopeError) {
      const refusal = { error: 'insufficient_scope', scope: error.scope } as const;
      void reply.header('www-authenticate', bearerChallenge(resourceMetadata, refusal));
    }
    void reply.code(status).send({ error: { code, message, ...(hint === undefined ? {} : { hint }) } });
  };
}

interface Answer {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly status: number;
}

function describe({ code, message, hint }: AppError): Answer {
  return { code, message, hint, status: statuses[code] };
}

// Fastify's own client errors (body too large, wrong media type, bad JSON) say nothing about the inside.
function fromFastify(error: FastifyError, request: FastifyRequest): Answer {
  const status = error.statusCode ?? 500;
  if (status < 500)
    return {
      code: 'invalid_argument',
      message: error.message,
      hint: status === 415 ? 'Send Content-Type: application/json.' : undefined,
      status,
    };
  request.log.error({ err: error }, 'request failed unexpectedly');
  return { code: 'internal', message: 'internal error', status: 500 };
}
