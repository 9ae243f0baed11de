import { createServer } from 'node:http';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => response.setHeader('content-type', 'application/json').end(Buffer.concat(chunks)));
}).listen(Number(process.env['PORT']), '127.0.0.1');
