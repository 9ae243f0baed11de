import { key, startArrMcp } from '../lib/arr-mcp.ts';
import { startEngine } from '../lib/engine.ts';
import { type Result, median } from '../lib/measure.ts';

const loads = 1000;
const perSecond = 50;
const refreshSeconds = 10;

/** 1,000 loads of the page at 50 a second: the runtime is asked once per refresh interval, whoever looks. */
export async function pageCase(): Promise<Result[]> {
  const engine = await startEngine(100);
  const ours = await startArrMcp({ ARR_MCP_CONTAINER_RUNTIME: 'podman', ARR_MCP_SOCKET_PATH: engine.socketPath });
  const started = performance.now();
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  for (let count = 0; count < loads; count += 1) {
    pending.push(load(ours.port, times));
    await new Promise((resolve) => setTimeout(resolve, started + ((count + 1) * 1000) / perSecond - performance.now()));
  }
  await Promise.all(pending);
  const intervals = Math.ceil((performance.now() - started) / 1000 / refreshSeconds);
  const asked = engine.lists();
  await ours.stop();
  engine.close();
  return [
    {
      name: `${loads} page loads, runtime asked / refresh intervals`,
      unit: '',
      ours: asked,
      theirs: intervals,
      ratio: asked / intervals,
      goal: 1,
    },
    {
      name: 'page load, p50 / 20 ms between two loads',
      unit: 'ms',
      ours: median(times),
      theirs: 20,
      ratio: median(times) / 20,
    },
  ];
}

async function load(port: number, times: number[]): Promise<void> {
  const start = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { authorization: `Bearer ${key}` } });
  await answer.text();
  if (answer.status !== 200) throw new Error(`the page answers ${answer.status}`);
  times.push(performance.now() - start);
}
