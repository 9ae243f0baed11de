import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

import { createHelperStandIn } from '../helper/helper-stand-in.ts';
import { DemoHost } from '../host/demo-host.ts';
import { createPodmanStandIn } from '../runtime/podman-stand-in.ts';
import { demoContainers } from './containers.fixtures.ts';
import type { Places } from './places.ts';
import type { DemoServers } from './serve-stand-in.ts';
import { type DemoServiceName, createStandIns, serviceNames } from './stand-ins.ts';
import { demoQuadlets, demoUnits } from './units.fixtures.ts';
import { writeFolders } from './write-folders.ts';

type Ports = Record<DemoServiceName, number>;

/** Starts the invented host: its services on ports, its runtime and its helper on sockets, its folders. */
export async function startHost(places: Places, servers: DemoServers): Promise<Ports> {
  const ports = await startServices(servers);
  const specs = demoContainers({ places, ports });
  await writeFolders(places, specs, new Date());
  const host = new DemoHost(specs);
  const token = randomBytes(32).toString('hex');
  await writeFile(`${places.helperSocket}.token`, token, { mode: 0o600 });
  await servers.onSocket(createPodmanStandIn(host), places.runtimeSocket);
  const helper = { host, token, stacksDir: places.stacks, quadlets: demoQuadlets(specs), units: demoUnits };
  await servers.onSocket(createHelperStandIn(helper), places.helperSocket);
  return ports;
}

async function startServices(servers: DemoServers): Promise<Ports> {
  const standIns = createStandIns();
  const entries = await Promise.all(
    serviceNames.map(async (name) => [name, await servers.onPort(standIns[name])] as const),
  );
  // Every name has its entry.
  return Object.fromEntries(entries) as Ports;
}
