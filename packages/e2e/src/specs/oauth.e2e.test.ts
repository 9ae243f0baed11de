import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findAxeViolations, keepScreenshot, launchBrowser, views } from '../browser.ts';
import { giveConsent } from '../consent.ts';
import { freePort } from '../free-port.ts';
import { outputOf, textOf } from '../program-output.ts';
import { register } from '../sign-in.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const password = 'a password for assistants';

let server: RunningServer;
let home: string;

beforeAll(async () => {
  const port = await freePort();
  home = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-home-'));
  server = await startServer({
    ARR_MCP_PORT: String(port),
    ARR_MCP_PUBLIC_URL: `http://127.0.0.1:${port}`,
    OAUTH_AUTH_PASSWORD: password,
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('mcp-remote', () => {
  it('registers, signs in, and calls a tool', async () => {
    const callbackPort = await freePort();
    const arguments_ = [`${server.url}/mcp`, String(callbackPort), '--transport', 'http-only', '--allow-http'];
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [join(modules, 'mcp-remote/dist/proxy.js'), ...arguments_],
      env: { HOME: home, PATH: home },
      stderr: 'pipe',
    });
    const client = new Client({ name: 'arr-mcp-e2e', version: '1.0.0' });
    const url = textOf(transport.stderr, /visiting:\s+(http:\S+)/);
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the SDK's own types disagree under exactOptionalPropertyTypes
    const connected = client.connect(transport as Parameters<typeof client.connect>[0], { timeout: 60_000 });

    expect(await giveConsent(await url, password)).toMatch(/close this window|successful/i);
    await connected;

    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    expect(await client.callTool({ name: 'job_list', arguments: {} })).toMatchObject({
      structuredContent: { items: [] },
    });
    await client.close();
  });
});

describe('the conformance suite of authorization servers', () => {
  it('finds nothing', async () => {
    const port = await freePort();
    const id = await register(server.url, `http://127.0.0.1:${port}/callback`, 'conformance');
    const program = join(modules, '@modelcontextprotocol/conformance/dist/index.js');
    const options = ['--url', server.url, '--client-id', id, '--resource', `${server.url}/mcp`, '-p', String(port)];
    const suite = spawn(process.execPath, [program, 'authorization', ...options], { stdio: 'pipe' });
    const ended = outputOf(suite);

    await giveConsent(await textOf(suite.stdout, /(http:\S+authorize\?\S+)/), password);

    const { exitCode, stdout, stderr } = await ended;
    const output = `${stdout}${stderr}`;
    expect(output).toMatch(/authorization-code-grant/);
    expect(output).not.toMatch(/✗|FAILURE/);
    expect(exitCode).toBe(0);
  });
});

describe('the consent page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser.close());

  it.each(Object.entries(views))('reads well and lets the client in: %s', async (name, view) => {
    const callback = await listen();
    const id = await register(server.url, callback.url);
    const page = await (await browser.newContext(view)).newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));

    await page.goto(authorizeUrl(id, callback.url));
    await keepScreenshot(page, `consent, ${name}`);
    const violations = view.javaScriptEnabled === false ? [] : await findAxeViolations(page);
    expect(await ticked(page)).toEqual(['Look', 'Change']);
    await page.getByLabel('Change').uncheck();
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Let it in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await ticked(page)).toEqual(['Look']);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Let it in' }).click();
    await page.getByText('you can go back').waitFor();

    expect(violations).toEqual([]);
    expect(callback.seen).toMatch(/[?&]code=[^&]+/);
    // The one that the browser prints for the wrong password.
    expect(faults.filter((text) => !text.includes('401'))).toEqual([]);
    callback.close();
  });
});

/** What the consent page would let the client do. */
async function ticked(page: Page): Promise<string[]> {
  return page.locator('label:has(input:checked) strong').allInnerTexts();
}

/** A client's own page, where its answer is sent. */
async function listen(): Promise<{ readonly url: string; readonly seen: string; close(): void }> {
  let seen = '';
  const page = createHttpServer((request, response) => {
    if (request.url?.startsWith('/callback') === true) seen = request.url;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>x</title>you can go back');
  });
  await new Promise<void>((resolve) => {
    page.listen(0, '127.0.0.1', resolve);
  });
  const address = page.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/callback`,
    get seen() {
      return seen;
    },
    close() {
      page.closeAllConnections();
      page.close();
    },
  };
}

function authorizeUrl(clientId: string, redirectUri: string): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256')
      .update('a verifier that is long enough for the specification')
      .digest('base64url'),
    code_challenge_method: 'S256',
    state: 'x',
    scope: 'read write admin',
    resource: `${server.url}/mcp`,
  });
  return `${server.url}/oauth/authorize?${parameters.toString()}`;
}
