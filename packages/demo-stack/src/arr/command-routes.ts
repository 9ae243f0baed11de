import { Hono } from 'hono';

import type { World } from '../world/world.ts';
import { missing } from './missing.ts';

/** What a command does, by its name; it is given the whole body of the request. */
export type CommandEffects = Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => void>>;

const ofAll: CommandEffects = {
  RssSync: nothing,
  CheckHealth: nothing,
  RefreshMonitoredDownloads: nothing,
  ApplicationUpdateCheck: nothing,
};

/** Commands are queued, and done as soon as somebody looks. */
export function commandRoutes(world: World, effects: CommandEffects, tellsResult: boolean): Hono {
  const known = Object.entries({ ...ofAll, ...effects });
  const commands: object[] = [];
  const routes = new Hono();
  routes.post('/command', async (context) => {
    const body = await context.req.json<Record<string, unknown>>();
    const name = typeof body['name'] === 'string' ? body['name'].toLowerCase() : '';
    const found = known.find(([each]) => each.toLowerCase() === name);
    if (found === undefined) return context.json({ message: 'Sequence contains no matching element' }, 500);
    found[1](body);
    const command = { ...toCommand(found[0], world.now()), id: commands.length + 1 };
    commands.push(toDone(command, tellsResult));
    return context.json({ ...command, ...(tellsResult ? { result: 'unknown' } : {}) }, 201);
  });
  routes.get('/command', (context) => context.json(commands));
  routes.get('/command/:id{[0-9]+}', (context) => {
    const id = Number(context.req.param('id'));
    const found = commands[id - 1];
    return found === undefined ? missing(context, 'CommandModel', id) : context.json(found);
  });
  return routes;
}

function nothing(): void {
  // It changes nothing that a stand-in shows.
}

function toCommand(name: string, now: Date) {
  const at = now.toISOString();
  return {
    name,
    commandName: name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '),
    body: {
      sendUpdatesToClient: true,
      updateScheduledTask: true,
      completionMessage: 'Completed',
      requiresDiskAccess: false,
      isExclusive: false,
      name,
      trigger: 'manual',
      suppressMessages: false,
    },
    priority: 'normal',
    status: 'queued',
    queued: at,
    trigger: 'manual',
    stateChangeTime: at,
    sendUpdatesToClient: true,
    updateScheduledTask: true,
  };
}

function toDone(command: ReturnType<typeof toCommand>, tellsResult: boolean): object {
  const { queued } = command;
  const result = tellsResult ? { result: 'successful' } : {};
  const times = { started: queued, ended: queued, duration: '00:00:00.0400000' };
  return { ...command, status: 'completed', message: 'Completed', ...result, ...times };
}
