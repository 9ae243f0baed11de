import { readConfig } from './read-config.ts';

/** Asks the server on this host's port, as the container's health check does. */
export async function checkHealth(): Promise<number> {
  const { config } = readConfig();
  try {
    const { host, port } = config.http;
    const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
    const name = address.includes(':') ? `[${address}]` : address;
    const answer = await fetch(`http://${name}:${port}/health`, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? 0 : 1;
  } catch {
    // Whatever kept it from answering, it is not healthy.
    return 1;
  }
}
