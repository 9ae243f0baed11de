import { fileURLToPath } from 'node:url';

import { startArrMcp, toolCall } from '../lib/arr-mcp.ts';
import { latency, timePerCall } from '../lib/load.ts';
import { type Result, compare } from '../lib/measure.ts';
import { startServer } from '../lib/program.ts';

const subject = (name: string): string => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url));
const rounds = 9;

/** A call of a tool that does next to nothing, so that what is around it shows. */
export async function toolCallCase(): Promise<Result[]> {
  const call = toolCall('find_tools', { query: 'nothing fits this', limit: 1 });
  const [ours, bare, echo] = await Promise.all([
    startArrMcp(),
    startServer([subject('bare-sdk-server.ts')]),
    startServer([subject('node-echo.ts')]),
  ]);
  const at = ({ port }: { port: number }) => ({ ...call, port });
  const load = { calls: 1500, callers: 16 };
  // The first calls are slower in every program: code is compiled as it gets hot.
  for (const program of [ours, bare, echo]) await timePerCall(at(program), load);

  const results: Result[] = [];
  for (const [name, theirs, goal] of [
    ['bare SDK server', bare, 1.25],
    ['node:http echo', echo, undefined],
  ] as const) {
    const p50 = await compare(
      rounds,
      () => latency(at(ours), 300),
      () => latency(at(theirs), 300),
    );
    const busy = await compare(
      rounds,
      () => timePerCall(at(ours), load),
      () => timePerCall(at(theirs), load),
    );
    const wish = goal === undefined ? {} : { goal };
    results.push({ name: `tool call, p50 of one caller / ${name}`, unit: 'ms', ...p50, ...wish });
    results.push({ name: `tool call, 16 callers, per call / ${name}`, unit: 'ms', ...busy, ...wish });
  }
  await Promise.all([ours, bare, echo].map((program) => program.stop()));
  return results;
}
