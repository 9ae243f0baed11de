import { createArrApp, type ArrName } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { registryOf } from '../../testing/service-bench.ts';
import type { ToolContext } from '../tool-context.ts';
import { household } from './arr-household.fixtures.ts';
import type { ArrService } from './arr-service.ts';
import { chooseOne } from './choose-one.ts';
import { libraryCommand } from './library-command.ts';

const titles = { sonarr: 'Sonarr', radarr: 'Radarr' } satisfies Record<ArrService, ArrName>;
const records = [
  { id: 5, title: 'Second Breakfast', year: 2018 },
  { id: 6, title: 'The Cartographers', year: 1994 },
  { id: 7, title: 'The Cartographers', year: 2022 },
];

function refresh(service: ArrService) {
  const told: object[] = [];
  const { app } = createArrApp({
    name: titles[service],
    world: household,
    apiKey: 'k',
    commands: { RefreshAll: (body) => told.push(body) },
  });
  const standIn = { fetch: app.fetch };
  const services = registryOf([{ instance: service, standIn, credential: { api_key: 'k' } }]);
  const tool = libraryCommand(
    {
      service,
      kind: 'series',
      find: async (_client, given) => chooseOne(records, { kind: 'series', given, listTool: 'list' }),
    },
    {
      verb: 'refresh',
      description: 'Reads again.',
      command: 'RefreshAll',
      parametersOf: (id) => ({ seriesId: id }),
    },
  );
  // The rest of a context is not for this tool.
  const context = { services, signal: new AbortController().signal } as unknown as ToolContext;
  return { told, call: async (input: object) => tool.run(tool.input.parse(input), context) };
}

describe.each(['sonarr', 'radarr'] as const)('a command on the library of %s', (service) => {
  it('is about all of it, when nothing is named', async () => {
    const { told, call } = refresh(service);

    expect(await call({})).toEqual({ instance: service, command_id: 1, state: 'queued' });
    expect(told).toEqual([{ name: 'RefreshAll' }]);
  });

  it.each([[5], ['5'], ['second breakfast']])('is about one, named as %j', async (series) => {
    const { told, call } = refresh(service);

    expect(await call({ series })).toMatchObject({ id: 5, title: 'Second Breakfast' });
    expect(told).toEqual([{ name: 'RefreshAll', seriesId: 5 }]);
  });

  it('is not given when the title fits several', async () => {
    const { told, call } = refresh(service);

    await expect(call({ series: 'the cartographers' })).rejects.toMatchObject({
      details: { choices: [{ id: 6 }, { id: 7, year: 2022 }] },
    });
    expect(told).toEqual([]);
  });
});
