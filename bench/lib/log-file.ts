import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type ArrMcp, startArrMcp, toolCall } from './arr-mcp.ts';

const components = ['RssSyncService', 'DownloadDecisionMaker', 'DiskScanService', 'HttpClient', 'Owin'];
const messages = [
  'Processing 100 releases',
  'RSS Sync Completed. Reports found: 100, Reports grabbed: 0',
  'Scanning disk for The Expanse',
  'Import failed, path does not exist or is not accessible by Sonarr: /data/downloads/tv/Show.S01E02.1080p.WEB-DL',
  'Episode file /data/media/tv/Amélie (2001)/Season 01/file.mkv already imported',
  'GET https://indexer.example/api?t=tvsearch&cat=5030,5040&extended=1&offset=0&limit=100 (200 OK)',
];
const trace =
  '   at System.Data.SQLite.SQLite3.Step(SQLiteStatement stmt)\n   at NzbDrone.Core.Datastore.BasicRepository.All()\n';
const linesPerWrite = 5000;

export interface LogServer {
  readonly program: ArrMcp;
  /** of one gibibyte */
  readonly path: string;
  /** The answer of a tool. */
  readonly call: (tool: string, args: object) => Promise<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

/** arr-mcp with a log file of one gibibyte in its directory of logs. */
export async function startLogServer(): Promise<LogServer> {
  const folder = mkdtempSync(join(tmpdir(), 'log-bench-'));
  const path = join(folder, 'sonarr.log');
  writeLog(path, 2 ** 30);
  const program = await startArrMcp({ ARR_MCP_LOG_DIR: folder });
  return {
    program,
    path,
    call: async (tool, args) => callTool(program, tool, args),
    async stop() {
      await program.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function callTool({ port }: ArrMcp, tool: string, args: object): Promise<Record<string, unknown>> {
  const { path, body, headers } = toolCall(tool, args);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  });
  // The server's own answer, of which the cases look at what they check.
  const answer = (await response.json()) as { result?: { structuredContent?: Record<string, unknown> } };
  if (answer.result?.structuredContent === undefined) throw new Error(`${tool}: ${JSON.stringify(answer)}`);
  return answer.result.structuredContent;
}

/** Writes a log as Sonarr does, every thirtieth line an error with its stack trace, and a single line at its end. */
function writeLog(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  let time = Date.UTC(2026, 0, 1);
  for (let written = 0, count = 0; written < bytes;) {
    const lines: string[] = [];
    for (let index = 0; index < linesPerWrite; index += 1, count += 1) {
      time += 100 + (count % 7) * 30;
      const start = new Date(time).toISOString().replace('T', ' ').slice(0, 21);
      const component = components[count % components.length] ?? '';
      if (count % 30 === 0) lines.push(`${start}|Error|${component}|Database is locked\n${trace}`);
      else lines.push(`${start}|Info|${component}|${messages[count % messages.length] ?? ''} ${count}\n`);
    }
    written += writeSync(file, lines.join(''));
  }
  writeSync(file, `${new Date(time).toISOString().replace('T', ' ').slice(0, 21)}|Fatal|Main|Out of cheese error\n`);
  closeSync(file);
}
