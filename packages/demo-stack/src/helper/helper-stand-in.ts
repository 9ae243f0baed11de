import { Hono } from 'hono';

import type { DemoHost } from '../host/demo-host.ts';
import type { StandIn } from '../stand-in.ts';
import { DemoUnits, type PlainUnit } from './demo-units.ts';
import { HelperFailure } from './helper-failure.ts';
import type { OperationArgs, Operations } from './operation.ts';
import { quadletOperations } from './quadlet-operations.ts';
import { QuadletStore } from './quadlet-store.ts';
import { stackOperations } from './stack-operations.ts';
import { unitOperations } from './unit-operations.ts';

export interface HelperStandInOptions {
  readonly host: DemoHost;
  /** what its callers prove with that they may read its token file */
  readonly token: string;
  readonly stacksDir: string;
  /** content by file name, such as `plex.container` */
  readonly quadlets: Readonly<Record<string, string>>;
  readonly units: readonly PlainUnit[];
}

const health = {
  ok: true,
  version: '0.1.0-demo',
  protocol: 1,
  compose: ['podman-compose'],
  systemd: true,
  quadlet: true,
};

/** The helper over an invented host: what it starts and stops are the containers that the runtime's stand-in shows. */
export function createHelperStandIn({ host, token, stacksDir, ...given }: HelperStandInOptions): StandIn {
  const quadlets = new QuadletStore(host.now, given.quadlets);
  const units = new DemoUnits({ host, quadlets, plain: given.units });
  const operations: Operations = {
    ...stackOperations(host, stacksDir),
    ...quadletOperations(quadlets),
    ...unitOperations(units, host),
  };
  const app = new Hono();
  app.use(async ({ req }, next) => {
    if (req.header('authorization') === `Bearer ${token}`) return next();
    return new HelperFailure('unauthorized', 'the token is missing or wrong').toResponse();
  });
  app.get('/health', (context) => context.json(health));
  app.post('/command', async ({ req }) => {
    // What is asked here comes from our own client.
    const { op, args } = await req.json<{ op: string; args: OperationArgs }>();
    return run(operations, op, args);
  });
  return { fetch: (request) => app.fetch(request) };
}

async function run(operations: Operations, name: string, args: OperationArgs): Promise<Response> {
  try {
    const operation = operations[name];
    if (operation === undefined) throw new HelperFailure('bad_request', `the demo knows no operation ${name}`);
    return Response.json({ ok: true, output: '', exit_code: 0, ...(await operation(args)) });
  } catch (error) {
    if (error instanceof HelperFailure) return error.toResponse();
    throw error;
  }
}
