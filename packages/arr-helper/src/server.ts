import { createHash, timingSafeEqual } from 'node:crypto';

import {
  type Failure,
  type FailureCode,
  type HelperHealth,
  maxRequestBytes,
  progressMediaType,
  protocolVersion,
} from '@arr-mcp/helper-protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

import { abortSignalOf, closeAnsweredConnections } from './connections.ts';
import { type CheckedRequest, OperationExecutor, parseRequest } from './execute.ts';
import { HelperError } from './helper-error.ts';
import type { HelperContext } from './operation-context.ts';
import { createHandlers } from './operations/index.ts';
import { streamAnswer } from './stream-answer.ts';

export interface ServerOptions {
  readonly context: HelperContext;
  readonly token: string;
  readonly version: string;
  readonly log: Logger;
  /** aborts every operation in flight */
  readonly signal: AbortSignal;
}

const statusOf: Readonly<Record<FailureCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  refused: 403,
  not_found: 404,
  conflict: 409,
  invalid_content: 422,
  busy: 429,
  internal: 500,
  command_failed: 502,
  unavailable: 503,
  timeout: 504,
};
const requestTimeoutMs = 10_000;

/** The HTTP side: who may ask, what was asked, what is answered. It does not listen. */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: maxRequestBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 5000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 100 },
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
    clientErrorHandler: refuseMalformedHttp,
  });
  app.server.maxConnections = 256;
  app.server.headersTimeout = requestTimeoutMs;
  const executor = new OperationExecutor(createHandlers(options.context), options.context.config.timeLimitsMs);
  app.addHook('onRequest', requireToken(options.token));
  closeAnsweredConnections(app);
  app.setErrorHandler(async (error, _request, reply) => answerFailure(reply, error, options.log));
  app.setNotFoundHandler(async (_request, reply) =>
    answerFailure(reply, new HelperError('not_found', 'POST /command and GET /health are all there is'), options.log),
  );
  app.get('/health', async () => describeHelper(options));
  app.post('/command', async (request, reply) => {
    const checked = parseRequest(request.body);
    const run = runLogged(options, executor, checked, abortSignalOf(reply, options.signal));
    if (!wantsProgress(request)) return run();
    reply.hijack();
    await streamAnswer(reply.raw, run, (error) => toFailure(error, options.log));
    return reply;
  });
  return app;
}

/** Fastify would load ajv and a serializer's compiler, several MB, for routes with JSON schemas; ours have none. */
function noCompiler(): never {
  throw new Error('requests are checked by the schemas of helper-protocol');
}

/** Every route asks for the token of this start; compared in constant time. */
function requireToken(token: string) {
  const expected = digest(`Bearer ${token}`);
  return async ({ headers }: FastifyRequest): Promise<void> => {
    if (timingSafeEqual(digest(headers.authorization ?? ''), expected)) return;
    throw new HelperError('unauthorized', 'the token is missing or wrong; it is in the file beside the socket');
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** One line per request: operation, arguments without content, outcome, duration. */
function runLogged(options: ServerOptions, executor: OperationExecutor, checked: CheckedRequest, signal: AbortSignal) {
  return async (onLine?: (line: string) => void) => {
    const started = performance.now();
    const line = { op: checked.op, args: withoutContent(checked.args) };
    const durationMs = () => Math.round(performance.now() - started);
    try {
      const result = await executor.execute(checked, signal, onLine);
      options.log.info({ ...line, exitCode: result.exit_code, durationMs: durationMs() }, 'operation done');
      return result;
    } catch (error) {
      const { code, exitCode } = toHelperError(error);
      options.log.warn({ ...line, code, exitCode, durationMs: durationMs() }, 'operation failed');
      throw error;
    }
  };
}

function withoutContent(args: object): unknown {
  return JSON.parse(JSON.stringify(args, (key, value: unknown) => (key === 'content' ? undefined : value)));
}

async function describeHelper({ context, version }: ServerOptions): Promise<HelperHealth> {
  const [compose, generator, manager] = await Promise.all([
    context.compose.find(),
    context.generator.find(),
    context.runner
      .run({ argv: ['systemctl', '--user', '--no-pager', 'show', '--property=Version'], timeLimitMs: 5000 })
      .catch(() => undefined),
  ]);
  return {
    ok: true,
    version,
    protocol: protocolVersion,
    compose: compose === undefined ? null : [...compose.argv],
    systemd: manager?.exitCode === 0,
    quadlet: generator !== undefined,
  };
}

function wantsProgress({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').split(',').some((type) => type.split(';')[0]?.trim() === progressMediaType);
}

async function answerFailure(reply: FastifyReply, error: unknown, log: Logger): Promise<Failure> {
  const failure = toFailure(error, log);
  void reply.code(httpStatusOf(error) ?? statusOf[failure.code]);
  return failure;
}

function toFailure(error: unknown, log: Logger): Failure {
  const { code, message, exitCode, output, problems } = toHelperError(error);
  if (code === 'internal') log.error({ err: error }, 'internal error');
  return {
    ok: false,
    code,
    error: code === 'internal' ? 'internal error; the helper’s log has the details' : message,
    exit_code: exitCode,
    ...(output !== undefined && { output }),
    ...(problems !== undefined && { problems: [...problems] }),
  };
}

function toHelperError(error: unknown): HelperError {
  if (error instanceof HelperError) return error;
  const status = httpStatusOf(error);
  const message = error instanceof Error ? error.message : 'unknown';
  return new HelperError(status === undefined ? 'internal' : 'bad_request', message, { cause: error });
}

/** Fastify's own refusals (not JSON, too large, wrong type) carry a 4xx status. */
function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : undefined;
}

function refuseMalformedHttp(
  _error: Error,
  socket: { writable: boolean; end: (text: string) => void; destroy: () => void },
) {
  const failure: Failure = { ok: false, code: 'bad_request', error: 'the request is not valid HTTP', exit_code: 1 };
  const body = JSON.stringify(failure);
  const head = 'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n';
  if (socket.writable) socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  else socket.destroy();
}
