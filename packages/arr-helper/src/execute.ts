import {
  type OperationName,
  type OperationResult,
  isOperationName,
  operations,
  systemdUnit,
  type UnitName,
} from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { HelperError } from './helper-error.ts';
import type { OperationHandler, OperationHandlers } from './operation-context.ts';
import { OperationQueue } from './operation-queue.ts';

/** A request that passed its schema. */
export interface CheckedRequest {
  readonly op: OperationName;
  readonly args: object;
}

const Request = z.strictObject({ op: z.string().max(64), args: z.unknown().optional() });
const writes = { running: 8, waiting: 64, waitingPerKey: 8 };
const reads = { running: 8, waiting: 64, waitingPerKey: 64 };

/** Checks a request against the protocol's table. Throws `bad_request`. */
export function parseRequest(body: unknown): CheckedRequest {
  const request = Request.safeParse(body);
  if (!request.success) throw badRequest('the body must be {"op": …, "args": {…}}', request.error);
  const { op } = request.data;
  if (!isOperationName(op)) throw new HelperError('bad_request', 'unknown operation');
  const args = operations[op].args.safeParse(request.data.args ?? {});
  if (!args.success) throw badRequest(`the arguments of ${op} are not valid`, args.error);
  return { op, args: args.data };
}

/** Runs checked requests: one at a time per stack, unit and Quadlet folder, within the operation's time limit. */
export class OperationExecutor {
  readonly #handlers: OperationHandlers;
  readonly #timeLimitsMs: Partial<Readonly<Record<OperationName, number>>>;
  readonly #writes = new OperationQueue(writes);
  readonly #reads = new OperationQueue(reads);

  constructor(handlers: OperationHandlers, timeLimitsMs: Partial<Readonly<Record<OperationName, number>>>) {
    this.#handlers = handlers;
    this.#timeLimitsMs = timeLimitsMs;
  }

  async execute(
    { op, args }: CheckedRequest,
    signal: AbortSignal,
    onLine?: (line: string) => void,
  ): Promise<OperationResult<OperationName>> {
    const key = lockKey(op, args);
    const queue = key === undefined ? this.#reads : this.#writes;
    // The table pairs each operation's arguments with its handler; a union of both loses that pairing.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parseRequest checked args against this op
    const handler = this.#handlers[op] as unknown as OperationHandler<OperationName>;
    return queue.run(key, signal, async () => {
      const deadline = Date.now() + (this.#timeLimitsMs[op] ?? operations[op].timeLimitMs);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      return handler(args as never, { signal, deadline, onLine });
    });
  }
}

/** What an operation changes, and so must have for itself; undefined for one that only reads. */
function lockKey(op: OperationName, args: object): string | undefined {
  if (/^stack_(?:up|down|pull|restart)$/.test(op) && 'stack' in args) return `stack ${String(args.stack)}`;
  if (/^systemd_(?:start|stop|restart|enable|disable)$/.test(op) && 'unit' in args) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of these operations has checked it
    return `unit ${systemdUnit(args.unit as UnitName)}`;
  }
  if (/^quadlet_(?:write|delete|restore)$/.test(op)) return 'the Quadlet folder';
  return op === 'systemd_daemon_reload' ? 'daemon-reload' : undefined;
}

function badRequest(message: string, error: z.ZodError): HelperError {
  const problems = error.issues.slice(0, 10).map((issue) => `${issue.path.join('.').slice(0, 100)} ${issue.message}`);
  const first = problems[0]?.trim() ?? '';
  return new HelperError('bad_request', `${message}: ${first}`.slice(0, 500), { problems });
}
