import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { freePort } from '../free-port.ts';
import { signIn } from '../sign-in.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const kills = 100;
const password = 'a password for assistants';

let dataDir: string;
let port: number;
let server: RunningServer;

async function start(): Promise<RunningServer> {
  return startServer({
    ARR_MCP_PORT: String(port),
    ARR_MCP_DATA_DIR: dataDir,
    ARR_MCP_PUBLIC_URL: `http://127.0.0.1:${port}`,
    OAUTH_AUTH_PASSWORD: password,
  });
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-kill-'));
  port = await freePort();
  server = await start();
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it(`a client stays signed in while the server is killed ${kills} times in the middle of its refreshing`, async () => {
  const { clientId, refreshToken } = await signIn(server.url, password);
  let token = refreshToken;
  let lost = 0;
  for (let round = 0; round < kills; round += 1) {
    const asked = refresh(clientId, token).catch(() => undefined);
    // Spread over the whole of an exchange: from before it is read to after it is answered.
    await new Promise((resolve) => setTimeout(resolve, (round % 20) / 2));
    await server.kill();
    const answered = await asked;
    if (answered === undefined) lost += 1;
    else token = answered;
    server = await start();
    token = (await refresh(clientId, token)) ?? '';
    expect(token, `round ${round}`).not.toBe('');
  }
  // Some of the answers have to have been lost, or nothing was tried.
  expect(lost).toBeGreaterThan(kills / 10);
}, 600_000);

async function refresh(clientId: string, token: string): Promise<string | undefined> {
  const form = { grant_type: 'refresh_token', refresh_token: token, client_id: clientId };
  const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { refresh_token: next } = (await answer.json()) as { refresh_token?: string };
  return next;
}
