import { get } from 'node:http';

import { startArrMcp, toolCall } from '../lib/arr-mcp.ts';
import { startEngine } from '../lib/engine.ts';
import { latency } from '../lib/load.ts';
import { type Result, compare, median } from '../lib/measure.ts';
import { findRealPodman } from '../lib/real-podman.ts';

const containers = 100;
const rounds = 7;
const calls = 30;

/** `container_list` of 100 containers, over MCP and HTTP, against reading the same socket and parsing the answer. */
export async function containerListCase(): Promise<Result[]> {
  const standIn = await startEngine(containers);
  // It answers at once, which no engine does: this row shows our own time, and has no goal.
  const results = [
    { name: 'container_list of 100 / plain read, engine that takes no time', ...(await measure(standIn.socketPath)) },
  ];
  standIn.close();
  const podman = findRealPodman(containers);
  if (podman === undefined) {
    console.log('container_list / plain read of the socket: needs a media host that is up; left out');
    return results;
  }
  const real = await measure(podman.socketPath);
  podman.remove();
  return [...results, { name: 'container_list of 100 / plain read, real Podman', ...real, goal: 1.5 }];
}

async function measure(socketPath: string): Promise<Omit<Result, 'name'>> {
  const ours = await startArrMcp({ ARR_MCP_CONTAINER_RUNTIME: 'podman', ARR_MCP_SOCKET_PATH: socketPath });
  const call = { ...toolCall('container_list', { limit: 100 }), port: ours.port };
  const plain = () => plainLatency(socketPath);
  await latency(call, calls);
  await plain();
  const times = await compare(rounds, () => latency(call, calls), plain);
  await ours.stop();
  return { unit: 'ms', ...times };
}

async function plainLatency(socketPath: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const start = performance.now();
    await readList(socketPath);
    times.push(performance.now() - start);
  }
  return median(times);
}

async function readList(socketPath: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get({ socketPath, path: '/v4.0.0/libpod/containers/json?all=true' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    }).on('error', reject);
  });
}
