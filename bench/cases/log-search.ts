import { spawnSync } from 'node:child_process';

import { type LogServer, startLogServer } from '../lib/log-file.ts';
import { type Result, compare } from '../lib/measure.ts';
import { residentMiB } from '../lib/program.ts';

const rounds = 3;
const addedMiBGoal = 64;

interface Query {
  readonly what: string;
  readonly query: string;
  readonly regex: boolean;
  readonly goal?: number;
}

const textQueries: readonly Query[] = [
  { what: 'a frequent text', query: 'database is locked', regex: false, goal: 2 },
  { what: 'a rare text', query: 'out of cheese', regex: false, goal: 2 },
  { what: 'an absent text', query: 'nothing like this', regex: false, goal: 2 },
];
const expressionQueries: readonly Query[] = [
  { what: 'an expression', query: '(fatal|error).*(locked|cheese)', regex: true },
  { what: 'an expression without a literal', query: '[0-9]{9}$', regex: true },
];

/** Searching a file of one gibibyte through the server, against `grep -c -i` on it; and what that takes of memory. */
export async function logSearchCase(): Promise<Result[]> {
  const server = await startLogServer();
  const idleMiB = residentMiB(server.program);
  const peak = watchMemory(server);
  const texts = await compareAll(server, textQueries);
  const textsMiB = peak.most() - idleMiB;
  const expressions = await compareAll(server, expressionQueries);
  const allMiB = peak.most() - idleMiB;
  peak.stop();
  await server.stop();
  return [...texts, toMemory('texts', textsMiB), ...expressions, toMemory('expressions as well', allMiB)];
}

async function compareAll(server: LogServer, queries: readonly Query[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const query of queries) {
    const times = await compare(
      rounds,
      async () => search(server, query),
      async () => grep(server, query),
    );
    const wish = query.goal === undefined ? {} : { goal: query.goal };
    results.push({ name: `search 1 GiB for ${query.what} / grep -c -i`, unit: 'ms', ...times, ...wish });
  }
  return results;
}

function toMemory(what: string, ours: number): Result {
  const name = `peak memory that searching adds, ${what} / 64 MiB`;
  return { name, unit: 'MiB', ours, theirs: addedMiBGoal, ratio: ours / addedMiBGoal, goal: 1 };
}

/** Looks at the server's memory, for the most that it was. */
function watchMemory({ program }: LogServer): { most: () => number; stop: () => void } {
  let most = 0;
  const look = (): number => (most = Math.max(most, residentMiB(program)));
  const timer = setInterval(look, 25);
  return { most: look, stop: () => clearInterval(timer) };
}

const counts = new Map<string, number>();

async function search({ call, path }: LogServer, { query, regex }: Query): Promise<number> {
  const start = performance.now();
  let answer = await call('log_search', { query, regex, in: [path] });
  while (answer['job_id'] !== undefined && answer['result'] === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await call('job_get', { job_id: answer['job_id'] });
  }
  const elapsed = performance.now() - start;
  const found = (answer['result'] ?? answer) as { total?: number };
  counts.set(query, found.total ?? Number.NaN);
  return elapsed;
}

async function grep({ path }: LogServer, { query, regex }: Query): Promise<number> {
  const start = performance.now();
  const { stdout } = spawnSync('grep', ['-c', '-i', regex ? '-E' : '-F', '--', query, path], { encoding: 'utf8' });
  const elapsed = performance.now() - start;
  if (Number(stdout) !== counts.get(query)) throw new Error(`${query}: grep ${stdout}, ours ${counts.get(query)}`);
  return elapsed;
}
