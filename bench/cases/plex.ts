import { fileURLToPath } from 'node:url';

import { startArrMcp, toolCall } from '../lib/arr-mcp.ts';
import { type Result, compare } from '../lib/measure.ts';
import { type Program, peakMiB, startServer } from '../lib/program.ts';

const subject = (name: string): string => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url));
const statisticsRounds = 5;
// What is most watched is not quite the same where several things were watched as often.
const tolerance = 0.01;

interface Programs {
  readonly upstream: Program;
  readonly ours: Program;
  readonly plain: Program;
}

/** A list that both programs go through page by page, in some stretches that are measured by turns. */
interface Walk {
  readonly name: string;
  readonly tool: string;
  readonly args: object;
  /** what the plain program is asked for */
  readonly path: string;
  readonly stretches: number;
  readonly pages: number;
}

const walks: readonly Walk[] = [
  {
    name: '50,000 items, page by page',
    tool: 'plex_get_library_items',
    args: { library: 'Movies' },
    path: '/items?query=type%3D1%26sort%3DtitleSort%253Aasc',
    stretches: 5,
    pages: 136,
  },
  {
    name: 'the unwatched ones, latest first',
    tool: 'plex_get_library_items',
    args: { library: 'Movies', watched: false, sort: 'added', order: 'desc' },
    path: '/items?query=type%3D1%26unwatched%3D1%26sort%3DaddedAt%253Adesc',
    stretches: 5,
    pages: 85,
  },
  {
    name: '500,000 views, page by page',
    tool: 'plex_get_history',
    args: {},
    path: '/history?',
    stretches: 10,
    pages: 500,
  },
];

/** A Plex of 50,000 items and 500,000 views: each tool against fetch and JSON.parse of what it asks Plex for. */
export async function plexCase(): Promise<Result[]> {
  const upstream = await startServer([subject('big-plex.ts')]);
  try {
    const results: Result[] = [];
    for (const walk of walks)
      results.push(...(await inPrograms(upstream, async (programs) => runWalk(programs, walk))));
    return [...results, ...(await inPrograms(upstream, runStatistics))];
  } finally {
    await upstream.stop();
  }
}

// Programs of their own for each, so that a peak of memory is that of one tool.
async function inPrograms(upstream: Program, run: (programs: Programs) => Promise<Result[]>): Promise<Result[]> {
  const settings = { PLEX_URL: `http://127.0.0.1:${upstream.port}`, PLEX_TOKEN: 'bench' };
  const ours = await startArrMcp(settings);
  const plain = await startServer([subject('plain-plex.ts')], settings);
  try {
    return await run({ upstream, ours, plain });
  } finally {
    await Promise.all([ours.stop(), plain.stop()]);
  }
}

async function runWalk({ upstream, ours, plain }: Programs, walk: Walk): Promise<Result[]> {
  let [cursor, at]: [string | undefined, number] = [undefined, 0];
  let starts: number[] = [];
  const peaks: number[] = [];
  const times = await compareAsked(upstream, walk.stretches, {
    ours: async () => {
      starts = [];
      for (let page = 0; page < walk.pages; page += 1) {
        const answer = await callTool(ours, walk.tool, { ...walk.args, limit: 100, cursor });
        starts.push(at);
        [cursor, at] = [answer.next_cursor, answer.next_cursor === undefined ? 0 : at + answer.items.length];
      }
      peaks.push(peakMiB(ours));
    },
    theirs: async () => {
      for (const start of starts) await ask(plain, `${walk.path}&start=${start}`);
    },
  });
  return toResults(walk.name, times, peaks);
}

async function runStatistics({ upstream, ours, plain }: Programs): Promise<Result[]> {
  const peaks: number[] = [];
  const times = await compareAsked(upstream, statisticsRounds, {
    ours: async () => {
      await callTool(ours, 'plex_get_user_statistics', { period: 'all_time' });
      peaks.push(peakMiB(ours));
    },
    theirs: async () => ask(plain, '/statistics'),
  });
  return toResults('statistics of 500,000 views', times, peaks);
}

interface Works {
  readonly ours: () => Promise<unknown>;
  readonly theirs: () => Promise<unknown>;
}

/** @throws Error where the two did not ask Plex for the same, so that their times say nothing */
async function compareAsked(upstream: Program, rounds: number, { ours, theirs }: Works): Promise<Times> {
  const asked: Record<'ours' | 'theirs', Asked[]> = { ours: [], theirs: [] };
  const measured = (who: 'ours' | 'theirs', work: () => Promise<unknown>) => async (): Promise<number> => {
    await ask(upstream, '/bench/asked');
    const time = await timed(work);
    asked[who].push(await ask<Asked>(upstream, '/bench/asked'));
    return time;
  };
  const times = await compare(rounds, measured('ours', ours), measured('theirs', theirs));
  for (const [index, { requests, bytes }] of asked.ours.entries()) {
    const other = asked.theirs[index];
    if (other === undefined || requests !== other.requests || Math.abs(bytes / other.bytes - 1) > tolerance) {
      throw new Error(`asked ${JSON.stringify(asked.ours[index])}, the plain program ${JSON.stringify(other)}`);
    }
  }
  return times;
}

type Times = Pick<Result, 'ours' | 'theirs' | 'ratio'>;

// Memory that is bounded reaches its peak, and goes no higher however much more is read.
function toResults(name: string, times: Times, peaks: readonly number[]): Result[] {
  const [half = Number.NaN, end = Number.NaN] = [peaks[Math.floor(peaks.length / 2)], peaks.at(-1)];
  return [
    { name: `${name} / fetch + JSON.parse`, unit: 'ms', ...times, goal: 1.25 },
    {
      name: 'its peak memory / half-way',
      unit: 'MiB',
      ours: end,
      theirs: half,
      ratio: end / half,
      goal: 1.25,
    },
  ];
}

/** What Plex was asked for. */
interface Asked {
  readonly requests: number;
  readonly bytes: number;
}

interface ListAnswer {
  readonly items: readonly unknown[];
  readonly next_cursor?: string;
}

async function callTool({ port }: Program, name: string, args: object): Promise<ListAnswer> {
  const { body, headers } = toolCall(name, args);
  const response = await fetch(`http://127.0.0.1:${port}/mcp/x/full`, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  });
  const text = await response.text();
  const json = text.startsWith('{') ? text : (/^data: (\{.*\})$/m.exec(text)?.[1] ?? text);
  const { result } = JSON.parse(json) as { result?: { isError?: boolean; structuredContent?: ListAnswer } };
  const answer = result?.structuredContent;
  if (answer?.items === undefined) throw new Error(`${name} answered ${text.slice(0, 500)}`);
  return answer;
}

async function ask<Answer>({ port }: Program, path: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return (await response.json()) as Answer;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
