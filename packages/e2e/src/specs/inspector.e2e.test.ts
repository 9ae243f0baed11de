import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { giveConsent } from '../consent.ts';
import { freePort } from '../free-port.ts';
import { hasInspector, startInspector } from '../inspector.ts';
import { type ProgramOutput, outputOf, textOf } from '../program-output.ts';
import { signIn } from '../sign-in.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const password = 'a password for assistants';
const eras = ['legacy', 'modern'] as const;
const list = ['--method', 'tools/list', '--strict'];
const call = ['--method', 'tools/call', '--tool-name', 'find_tools', '--tool-args-json', '{"query":"jobs"}'];

let server: RunningServer;
let token: string;
let home: string;

beforeAll(async () => {
  const port = await freePort();
  server = await startServer({
    ARR_MCP_PORT: String(port),
    ARR_MCP_PUBLIC_URL: `http://127.0.0.1:${port}`,
    OAUTH_AUTH_PASSWORD: password,
  });
  ({ accessToken: token } = await signIn(server.url, password));
});
afterAll(async () => server.stop());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-inspector-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function run(path: string, args: readonly string[]): Promise<ProgramOutput> {
  return outputOf(startInspector(`${server.url}${path}`, args, home));
}

function toolNames({ stdout }: ProgramOutput): string[] {
  const { result } = JSON.parse(stdout) as { result: { tools: { name: string }[] } };
  return result.tools.map(({ name }) => name);
}

describe.skipIf(!hasInspector).each(eras)('the inspector, strict, of the %s era', (era) => {
  const as = (bearer: string) => ['--protocol-era', era, '--header', `Authorization: Bearer ${bearer}`];

  it.each([
    ['an access token', () => token],
    ['the key', () => server.key],
  ])('finds no fault in any tool that it is shown with %s', async (_what, bearer) => {
    const output = await run('/mcp/x/full', [...as(bearer()), ...list]);

    expect(output.stderr).not.toMatch(/[1-9]\d* errors?\b/);
    expect(output.exitCode).toBe(0);
    expect(toolNames(output).length).toBeGreaterThan(50);
  });

  it('calls a tool with an access token', async () => {
    const { exitCode, stdout } = await run('/mcp', [...as(token), ...call]);

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      result: {
        structuredContent: {
          tools: expect.arrayContaining([expect.objectContaining({ name: 'job_list' })]) as unknown,
        },
      },
    });
  });

  it('registers and signs in by itself', async () => {
    const callback = `http://127.0.0.1:${await freePort()}/oauth/callback`;
    const inspector = startInspector(
      `${server.url}/mcp`,
      ['--protocol-era', era, '--callback-url', callback, ...list],
      home,
    );
    const ended = outputOf(inspector);

    await giveConsent(await textOf(inspector.stderr, /(http:\S+authorize\?\S+)\s/), password);

    const output = await ended;
    expect(output.exitCode).toBe(0);
    expect(toolNames(output)).toContain('find_tools');
  });

  it.each([
    ['nothing', []],
    ['a token that is none', ['--header', 'Authorization: Bearer not-a-token-of-this-server']],
  ])('is told to sign in when it comes with %s', async (_what, header) => {
    const { exitCode, stderr } = await run('/mcp', ['--protocol-era', era, ...header, '--stored-auth-only', ...list]);

    expect(stderr).toContain('auth_required');
    expect(exitCode).toBe(3);
  });
});
