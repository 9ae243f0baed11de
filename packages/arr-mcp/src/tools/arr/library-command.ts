import { z } from 'zod';

import type { Clients } from '../../services/clients.ts';
import { WRITE } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';
import { type Choice, idOrTitle } from './choose-one.ts';
import { StartedCommand, toStarted } from './started-command.ts';

/** What a service calls its records, and how one is found by its id or title. */
export interface LibraryKind<Service extends ArrService> {
  readonly service: Service;
  readonly kind: 'series' | 'movie';
  readonly find: (client: Clients[Service], given: string) => Promise<Choice>;
}

export interface LibraryCommand {
  readonly verb: 'refresh' | 'rescan';
  readonly description: string;
  /** as the service knows it, such as `RefreshSeries` */
  readonly command: string;
  readonly parametersOf: (id: number) => Readonly<Record<string, unknown>>;
}

/** `<service>_<verb>_<kind>`: a command on one record, or on the whole library. */
export function libraryCommand<Service extends ArrService>(
  { service, kind, find }: LibraryKind<Service>,
  { verb, description, command, parametersOf }: LibraryCommand,
): Tool {
  return defineTool({
    name: `${service}_${verb}_${kind}`,
    title: `${verb === 'refresh' ? 'Refresh' : 'Rescan'} in ${titleOf(service)}`,
    description,
    toolset: `${service}_more`,
    annotations: WRITE,
    input: z.object({ [kind]: idOrTitle.optional().describe('Id or title; left out: all.'), ...instanceInput }),
    output: StartedCommand,
    async handler(input, context) {
      const client = clientOf(context, service, input.instance);
      const given: unknown = Reflect.get(input, kind);
      if (typeof given !== 'string') return toStarted(client.instance, await client.runCommand(command));
      const one = await find(client, given);
      const started = await client.runCommand(command, parametersOf(one.id));
      return { ...toStarted(client.instance, started), id: one.id, title: one.title };
    },
  });
}
