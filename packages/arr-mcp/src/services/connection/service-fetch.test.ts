import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { expect, it } from 'vitest';

import { createServiceFetch } from './service-fetch.ts';

it('sends a form with its files', async () => {
  const server = createServer((request, response) => {
    void text(request).then((body) => response.end(`${request.headers['content-type']}\n${body}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await using fetch = Object.assign(createServiceFetch({}), {
    [Symbol.asyncDispose]: async () => {
      await fetch.close();
      server.close();
    },
  });
  const body = new FormData();
  body.set('category', 'tv');
  body.set('torrents', new Blob(['d4:infod4:name1:xee']), 'one.torrent');

  const signal = new AbortController().signal;
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { accept: '*/*' },
    body,
    signal,
    redirect: 'manual',
  });
  const sent = await answer.text();

  expect(sent).toMatch(/^multipart\/form-data; boundary=/);
  expect(sent).toContain('name="torrents"; filename="one.torrent"');
  expect(sent).toContain('d4:infod4:name1:xee');
});
