import { DemoServers, createPlexStandIn, createWorld } from '@arr-mcp/demo-stack';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type TestApp, createTestApp, testKey } from '../testing/test-app.ts';

const servers = new DemoServers();
let app: TestApp;
let address: string;

beforeAll(async () => {
  const port = await servers.onPort(createPlexStandIn({ world: createWorld(), apiKey: 'plex-t0ken' }));
  app = await createTestApp({ PLEX_URL: `http://127.0.0.1:${port}`, PLEX_TOKEN: 'plex-t0ken' });
  address = await app.listen();
});

afterAll(async () => {
  await app.close();
  await servers.close();
});

const call = { name: 'plex_get_artwork', arguments: { item: 'Harbour Lights' } };

/** What a client is given: the answer that tells of the image, and the image. */
const image = {
  content: [
    { type: 'text', text: expect.stringContaining('"image":{"mime_type":"image/png","size_bytes":') as string },
    { type: 'image', mimeType: 'image/png', data: expect.stringMatching(/^iVBORw0KGgo/) as string },
  ],
  structuredContent: { name: 'Harbour Lights (2012)', image: { mime_type: 'image/png' } },
};

describe('an image in an answer', () => {
  it.each([
    ['directly', call],
    ['through the finder', { name: 'call_read_tool', arguments: call }],
  ])('reaches a client of a released protocol, %s', async (_how, params) => {
    const client = new Client({ name: 'test', version: '1' });
    const requestInit = { headers: { authorization: `Bearer ${testKey}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', address), { requestInit }));
    const result = await client.callTool(params);
    await client.close();

    expect(result).toMatchObject(image);
  });

  it('reaches a client of protocol 2026-07-28', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    };
    const response = await fetch(new URL('/mcp', address), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${testKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': call.name,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...call, _meta: meta } }),
    });

    expect(await response.json()).toMatchObject({ result: image });
  });
});
