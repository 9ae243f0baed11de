import { execFileSync } from 'node:child_process';

import { signIn } from '../../packages/e2e/src/sign-in.ts';
import { bundle, key, settings, startArrMcp, toolCall } from '../lib/arr-mcp.ts';
import { latency, timePerCall } from '../lib/load.ts';
import { type Result, compare } from '../lib/measure.ts';
import { freePort } from '../lib/program.ts';

const password = 'the password of the benchmark';
const rounds = 15;
const goal = 1.1;
const load = { calls: 1500, callers: 16 };

/** The same call on the same server with an access token, and with a named key, against the admin's key. */
export async function oauthCase(): Promise<Result[]> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startArrMcp({
    ARR_MCP_PORT: String(port),
    ARR_MCP_PUBLIC_URL: url,
    OAUTH_AUTH_PASSWORD: password,
  });
  const { accessToken } = await signIn(url, password);
  const call = (bearer: string) => ({ ...toolCall('find_tools', { query: 'nothing fits', limit: 1 }, bearer), port });
  const plain = call(key);
  const others = { 'access token': call(accessToken), 'named key': call(createKey(server.folder)) };
  for (const each of [plain, ...Object.values(others)]) await timePerCall(each, load);

  const results: Result[] = [];
  for (const [name, other] of Object.entries(others)) {
    const p50 = await compare(
      rounds,
      () => latency(other, 300),
      () => latency(plain, 300),
    );
    const busy = await compare(
      rounds,
      () => timePerCall(other, load),
      () => timePerCall(plain, load),
    );
    results.push({ name: `${name}, p50 of one caller / admin key`, unit: 'ms', ...p50, goal });
    results.push({ name: `${name}, 16 callers, per call / admin key`, unit: 'ms', ...busy });
  }
  await server.stop();
  return results;
}

/** A key with all that the admin's may, so that both see the same tools. */
function createKey(folder: string): string {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings(folder) };
  const args = [bundle, 'key', 'create', '--name', 'bench', '--scope', 'admin'];
  const text = execFileSync(process.execPath, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const found = /arrmcp_[0-9a-f]{12}_[\w-]{43}/.exec(text)?.[0];
  if (found === undefined) throw new Error('no key was made');
  return found;
}
