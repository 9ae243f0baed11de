import { startLogServer } from '../lib/log-file.ts';
import { type Result, median } from '../lib/measure.ts';

const calls = 30;
const goalMs = 20;

/** Reading the end of a file of one gibibyte through the server, the first time and again. */
export async function logReadCase(): Promise<Result[]> {
  const { call, path, stop } = await startLogServer();
  // The connection, and what every call goes through.
  await call('find_tools', { query: 'log' });
  const times: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const start = performance.now();
    const { lines } = await call('log_read', { path, lines: 100 });
    times.push(performance.now() - start);
    if (!Array.isArray(lines) || lines.length !== 100) throw new Error('log_read gave no hundred lines');
  }
  await stop();
  // The goal is for code that is warm; the first call shows what compiling it costs.
  return [{ ...toResult('median', median(times)), goal: 1 }, toResult('first call', times[0] ?? Number.NaN)];
}

function toResult(what: string, ours: number): Result {
  const name = `last 100 lines of 1 GiB, ${what} / 20 ms`;
  return { name, unit: 'ms', ours, theirs: goalMs, ratio: ours / goalMs };
}
