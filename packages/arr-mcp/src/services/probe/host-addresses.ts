import { lookup } from 'node:dns/promises';

const names = ['host.containers.internal', 'host.docker.internal'];
const limitMs = 1000;

/**
 * Where a process in a container reaches its host, as addresses: some services answer to no name that they do not know.
 * Empty when the runtime gives the host no name, or the names are not resolved in time.
 */
export async function findHostAddresses(): Promise<string[]> {
  const found = await Promise.all(names.map(async (name) => Promise.race([resolve(name), nothingAfter(limitMs)])));
  return [...new Set(found.flat())];
}

async function resolve(name: string): Promise<string[]> {
  try {
    const { address, family } = await lookup(name);
    return [family === 6 ? `[${address}]` : address];
  } catch {
    // The runtime does not know this name, but perhaps the other one.
    return [];
  }
}

async function nothingAfter(timeMs: number): Promise<string[]> {
  return new Promise((done) => {
    setTimeout(() => done([]), timeMs).unref();
  });
}
