import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { placesIn } from './places.ts';
import { DemoServers } from './serve-stand-in.ts';
import { serverEnvironment } from './server-environment.ts';
import { startHost } from './start-host.ts';

export interface DemoOptions {
  /** of arr-mcp, built */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
}

const usualPort = 8081;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs arr-mcp in front of an invented host until it is told to end. Everything lies in one private folder, which is
 * gone afterwards, also when the server or this program fails.
 * @returns the exit code
 */
export async function runDemo({ program, env, print }: DemoOptions): Promise<number> {
  const ending = new AbortController();
  for (const signal of signals) process.on(signal, () => ending.abort(signal));
  const places = placesIn(mkdtempSync(join(tmpdir(), 'arr-mcp-demo-')));
  const removeFolder = (): void => rmSync(places.root, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const servers = new DemoServers();
  try {
    const ports = await startHost(places, servers);
    const settings = { places, ports, port: await choosePort() };
    print(introduction);
    if (ending.signal.aborted) return 0;
    const child = spawn(process.execPath, [program, 'serve', '--show-address'], {
      cwd: places.state,
      env: serverEnvironment(settings, env),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    return await untilEnd(child, ending.signal);
  } finally {
    await servers.close();
    removeFolder();
  }
}

const introduction = `
  This is a demo of arr-mcp: services, containers, titles and logs are invented, and nothing outside of it is touched.
  Say for instance: "What is downloading, and why is it stuck?" - "Add The Cartographers of 2022 in 1080p."
  "Which episodes am I missing?" - "Why is bazarr not up?" - "Restart gluetun."   Ctrl-C ends it and leaves nothing.
`;

/** The usual port, or, when it is taken, any other. */
async function choosePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(usualPort, '127.0.0.1', () => probe.close(() => resolve(usualPort)));
  });
}

/** @returns the exit code of the demo: that of the server, unless it was told to end */
async function untilEnd(child: ChildProcess, ending: AbortSignal): Promise<number> {
  const end = (): boolean => child.kill('SIGTERM');
  ending.addEventListener('abort', end, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(ending.aborted ? 0 : (code ?? 1)));
  });
}
