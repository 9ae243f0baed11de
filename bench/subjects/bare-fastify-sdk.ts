import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import Fastify from 'fastify';

// fastify and the SDK with nothing around them, for memory.
const app = Fastify();
app.get('/', () => 'bare');
app.post('/mcp', async (request, reply) => {
  reply.hijack();
  // oxlint-disable-next-line typescript/no-deprecated -- the low-level class is what is measured
  const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(CallToolRequestSchema, () => ({ content: [{ type: 'text', text: '{}' }] }));
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  await transport.handleRequest(request.raw, reply.raw, request.body);
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
