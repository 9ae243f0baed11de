import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  DemoHost,
  type DemoServers,
  type StandIn,
  createHelperStandIn,
  createPodmanStandIn,
} from '@arr-mcp/demo-stack';

import type { Canaries } from './canaries.ts';
import { type ContainerPlaces, houseContainers, houseQuadlets, withLabels } from './house-containers.fixtures.ts';
import type { Leak } from './leaky-answers.ts';
import { toForm } from './secret-forms.ts';

/** Starts the runtime and the helper of the host, at sockets in its folder. */
export async function startHost(servers: DemoServers, canaries: Canaries, places: ContainerPlaces): Promise<void> {
  const { folder } = places;
  const host = new DemoHost(houseContainers(canaries, places));
  const token = canaries.at("the helper's token");
  writeFileSync(join(folder, 'helper.sock.token'), token);
  await servers.onSocket(withRewrittenInspect(createPodmanStandIn(host), canaries), join(folder, 'podman.sock'));
  const helper = createHelperStandIn({
    host,
    token,
    stacksDir: join(folder, 'stacks'),
    quadlets: houseQuadlets(canaries),
    units: [],
  });
  const leak = (): Leak => ({ service: 'helper', canaries, form: toForm(canaries, 'apikey of a query') });
  await servers.onSocket(leakyOutput(helper, leak), join(folder, 'helper.sock'));
}

function withRewrittenInspect(standIn: StandIn, canaries: Canaries): StandIn {
  return {
    async fetch(request) {
      const answer = await standIn.fetch(request);
      const isInspect = /\/containers\/[^/]+\/json$/.test(new URL(request.url).pathname);
      return isInspect && answer.ok ? Response.json(withLabels(await answer.json(), canaries)) : answer;
    },
  };
}

// What the helper passes on is the output of commands, which print what they read.
function leakyOutput(standIn: StandIn, leak: () => Leak): StandIn {
  return {
    async fetch(request) {
      const answer = await standIn.fetch(request);
      const body = (await answer.json()) as object;
      if (!('output' in body)) return Response.json(body, { status: answer.status });
      const { form } = leak();
      return Response.json({ ...body, output: `${String(body.output)}\npulled ${form('output of the helper')}` });
    },
  };
}
