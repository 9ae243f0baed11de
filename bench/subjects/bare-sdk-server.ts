import { createServer } from 'node:http';

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

// The least that the SDK can be: a low-level server for each request, stateless, answering JSON.
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    if (body === '') return response.writeHead(404).end();
    return void answer(JSON.parse(body), { request, response });
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');

type Exchange = Record<'request', Parameters<StreamableHTTPServerTransport['handleRequest']>[0]> &
  Record<'response', Parameters<StreamableHTTPServerTransport['handleRequest']>[1]>;

async function answer(body: unknown, { request, response }: Exchange): Promise<void> {
  // oxlint-disable-next-line typescript/no-deprecated -- the low-level class is what is measured
  const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [] }));
  server.setRequestHandler(CallToolRequestSchema, () => ({
    content: [{ type: 'text', text: '{"tools":[],"total":0}' }],
  }));
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, body);
}
