import { fileURLToPath } from 'node:url';

import { startArrMcp } from '../lib/arr-mcp.ts';
import { startHelper } from '../lib/helper.ts';
import { type Result, compare } from '../lib/measure.ts';
import { type Program, residentMiB, startServer } from '../lib/program.ts';

const subject = (name: string): string => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url));
const rounds = 5;
const settleMs = 3000;

/** What the two programs hold in memory when nobody asks anything of them. */
export async function memoryCase(): Promise<Result[]> {
  const server = await compare(
    rounds,
    () => idle(startArrMcp),
    () => idle(() => startServer([subject('bare-fastify-sdk.ts')])),
  );
  const helper = await compare(
    rounds,
    () => idle(startHelper),
    () => idle(() => startServer([subject('node-echo.ts')])),
  );
  return [
    { name: 'idle memory, arr-mcp / fastify + SDK', unit: 'MiB', ...server, goal: 1.3 },
    { name: 'idle memory, arr-helper / node:http server', unit: 'MiB', ...helper, goal: 1.3 },
  ];
}

async function idle(start: () => Promise<Pick<Program, 'process' | 'stop'>>): Promise<number> {
  const program = await start();
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const size = residentMiB(program);
  await program.stop();
  return size;
}
