import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { type ArrMcp, key, startArrMcp } from '../lib/arr-mcp.ts';
import { type Result, compare } from '../lib/measure.ts';
import { type Program, peakMiB, startServer } from '../lib/program.ts';

const subject = (name: string): string => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url));
const peer = join(dirname(createRequire(import.meta.url).resolve('mcp-arr-server/package.json')), 'dist', 'index.js');
const rounds = 9;

/** 5,000 series, about 40 MB from Sonarr: one page of them, its cost in time, memory and tokens. */
export async function seriesCase(): Promise<Result[]> {
  const upstream = await startServer([subject('big-sonarr.ts')]);
  const services = serviceSettings(`http://127.0.0.1:${upstream.port}`);
  const ours = await startArrMcp(services);
  const plain = await startServer([subject('plain-series.ts')], services);
  const client = await connect(ours);
  const theirs = await connectPeer(services);
  try {
    const page = async (): Promise<number> =>
      timed(async () => client.callTool({ name: 'sonarr_get_all_series', arguments: {} }));
    const parse = async (): Promise<number> =>
      timed(async () => (await fetch(`http://127.0.0.1:${plain.port}/series`)).text());
    const theirPage = async (): Promise<number> =>
      timed(async () => theirs.client.callTool({ name: 'sonarr_get_series', arguments: {} }));
    const times = await compare(rounds, page, parse);
    const peerTimes = await compare(rounds, page, theirPage);
    return [
      { name: 'one page of 5,000 series / fetch + JSON.parse', unit: 'ms', ...times, goal: 1.25 },
      { name: 'the same / mcp-arr-server', unit: 'ms', ...peerTimes },
      { name: 'its peak memory / fetch + JSON.parse', unit: 'MiB', ...ratio(peakMiB(ours), peakMiB(plain)), goal: 1.5 },
      { name: 'the same / mcp-arr-server', unit: 'MiB', ...ratio(peakMiB(ours), peakMiB(theirs)) },
      ...(await tokenResults(ours, client, theirs.client)),
    ];
  } finally {
    await Promise.all([client.close(), theirs.client.close()]);
    await Promise.all([ours.stop(), plain.stop(), upstream.stop()]);
  }
}

async function tokenResults({ port }: Program, ours: Client, theirs: Client): Promise<Result[]> {
  const everything = await connect({ port }, '/mcp/x/full');
  const [page, theirPage, listed, full, theirList] = [
    tokens(await ours.callTool({ name: 'sonarr_get_all_series', arguments: {} })),
    tokens(await theirs.callTool({ name: 'sonarr_get_series', arguments: {} })),
    tokens((await ours.listTools()).tools),
    tokens((await everything.listTools()).tools),
    tokens((await theirs.listTools()).tools),
  ];
  await everything.close();
  return [
    { name: 'first page of 25 series / 4,000 tokens', unit: 'tok', ...ratio(page, 4000), goal: 1 },
    { name: 'the same / mcp-arr-server', unit: 'tok', ...ratio(page, theirPage) },
    { name: 'tools/list, default, everything configured / 4,000 tokens', unit: 'tok', ...ratio(listed, 4000), goal: 1 },
    { name: 'the same / mcp-arr-server', unit: 'tok', ...ratio(listed, theirList) },
    { name: 'tools/list, all tools / 15,000 tokens', unit: 'tok', ...ratio(full, 15_000), goal: 1 },
    { name: 'the same / mcp-arr-server', unit: 'tok', ...ratio(full, theirList) },
  ];
}

function serviceSettings(url: string): Record<string, string> {
  const settings: Record<string, string> = {
    QBITTORRENT_URL: url,
    QBITTORRENT_USERNAME: 'bench',
    QBITTORRENT_PASSWORD: 'bench',
  };
  for (const name of ['SONARR', 'RADARR', 'LIDARR', 'PROWLARR', 'SABNZBD']) {
    settings[`${name}_URL`] = url;
    settings[`${name}_API_KEY`] = 'bench';
  }
  return settings;
}

async function connect({ port }: Pick<ArrMcp, 'port'>, path = '/mcp'): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1' });
  const headers = { authorization: `Bearer ${key}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}${path}`), { requestInit: { headers } }),
  );
  return client;
}

async function connectPeer(env: Record<string, string>) {
  const client = new Client({ name: 'bench', version: '1' });
  const transport = new StdioClientTransport({ command: process.execPath, args: [peer], env, stderr: 'ignore' });
  await client.connect(transport);
  return { client, process: { pid: transport.pid ?? undefined } };
}

// What a model reads: the text that a client passes on, or the definitions.
function tokens(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(withoutCopy(value))) / 4;
}

function withoutCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('content' in value)) return value;
  return value.content;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function ratio(ours: number, theirs: number): Pick<Result, 'ours' | 'theirs' | 'ratio'> {
  return { ours, theirs, ratio: ours / theirs };
}
