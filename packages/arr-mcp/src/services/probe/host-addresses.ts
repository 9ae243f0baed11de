import { lookup } from 'node:dns/promises';

const names = ['host.containers.internal', 'host.docker.internal'];
const limitMs = 1000;

/**
 * Where a process in a container reaches its host, as an address: some services answer to no name that they do not
 * know. Empty when the runtime gives the host no name, or none is resolved in time.
 */
export async function findHostAddresses(): Promise<string[]> {
  try {
    return [await Promise.race([Promise.any(names.map(resolve)), failAfter(limitMs)])];
  } catch {
    // Neither runtime's name is known here: then containers are reached in their own network, or not at all.
    return [];
  }
}

async function resolve(name: string): Promise<string> {
  const { address, family } = await lookup(name);
  return family === 6 ? `[${address}]` : address;
}

async function failAfter(timeMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('too late')), timeMs).unref();
  });
}
