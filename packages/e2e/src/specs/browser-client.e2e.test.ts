import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { launchBrowser } from '../browser.ts';
import { freePort } from '../free-port.ts';
import { signIn } from '../sign-in.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const password = 'a password for assistants';

let server: RunningServer;
let token: string;
let browser: Browser;
let site: Server;
let sitePort: number;

beforeAll(async () => {
  const port = await freePort();
  server = await startServer({
    ARR_MCP_PORT: String(port),
    ARR_MCP_PUBLIC_URL: `http://127.0.0.1:${port}`,
    ARR_MCP_ALLOWED_HOSTS: 'assistant.localhost',
    OAUTH_AUTH_PASSWORD: password,
  });
  ({ accessToken: token } = await signIn(server.url, password));
  browser = await launchBrowser();
  site = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>x</title>'),
  ).listen(0, '127.0.0.1');
  await once(site, 'listening');
  // A TCP server's address is an object.
  sitePort = (site.address() as AddressInfo).port;
});
afterAll(async () => {
  await browser.close();
  site.closeAllConnections();
  site.close();
  await server.stop();
});

/** What the script of a page is given to read; undefined when the browser keeps it from it. */
interface Seen {
  readonly status: number;
  readonly signIn: string | null;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A page of a site on this computer, which browsers find under every name that ends in localhost. */
async function open(host: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://${host}:${sitePort}/`);
  return page;
}

async function fetchIn(page: Page, path: string, init: Sent): Promise<Seen | undefined> {
  return page.evaluate(
    async ([url, options]) => {
      const answer = await fetch(url, options).catch(() => undefined);
      if (answer === undefined) return undefined;
      return { status: answer.status, signIn: answer.headers.get('www-authenticate'), body: await answer.text() };
    },
    [`${server.url}${path}`, init] as const,
  );
}

function toolsList(bearer?: string): Sent {
  return {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-11-25',
      'x-mcp-toolsets': 'overview',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  };
}

describe('a client in a browser', () => {
  it.each(['assistant.localhost', 'localhost'])(
    'on a page of %s reads where to sign in, then the tools',
    async (host) => {
      const page = await open(host);

      const asked = await fetchIn(page, '/mcp', toolsList());
      const metadata = await fetchIn(
        page,
        new URL(/resource_metadata="([^"]+)"/.exec(asked?.signIn ?? '')?.[1] ?? '').pathname,
        {
          headers: { 'mcp-protocol-version': '2025-11-25' },
        },
      );
      const listed = await fetchIn(page, '/mcp', toolsList(token));

      expect(asked?.status).toBe(401);
      expect(JSON.parse(metadata?.body ?? '')).toMatchObject({ resource: `${server.url}/mcp` });
      expect(listed?.status).toBe(200);
      expect(listed?.body).toContain('overview_get');
    },
  );

  it('registers from whatever page, as it may sign in from there', async () => {
    const page = await open('stranger.localhost');
    const registered = await fetchIn(page, '/oauth/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'x', redirect_uris: [`http://localhost:${sitePort}/`] }),
    });

    expect(registered?.status).toBe(201);
  });

  it.each([
    ['no key', undefined],
    ['the key', 'key'],
  ])('on a page of a stranger is kept from every answer, with %s', async (_what, key) => {
    const page = await open('stranger.localhost');

    expect(await fetchIn(page, '/mcp', toolsList(key === undefined ? undefined : server.key))).toBeUndefined();
    expect(await fetchIn(page, '/health', {})).toBeUndefined();
  });
});
