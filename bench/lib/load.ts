import { Agent, request } from 'node:http';

import { median } from './measure.ts';

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Median time of one call in milliseconds, one caller, one connection. */
export async function latency(target: Target, calls: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const start = performance.now();
    await send(target, agent);
    times.push(performance.now() - start);
  }
  agent.destroy();
  return median(times);
}

/** Milliseconds per call when so many callers call at once. */
export async function timePerCall(
  target: Target,
  { calls, callers }: { calls: number; callers: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const start = performance.now();
  let left = calls;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await send(target, agent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  agent.destroy();
  return (performance.now() - start) / calls;
}

async function send({ port, path, body, headers }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        path,
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
        response.resume().on('end', resolve).on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
