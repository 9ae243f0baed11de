import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

import { describe, expect, it } from 'vitest';

import { selfSigned, selfSignedPlexTv } from '../../testing/tls.fixtures.ts';
import { readBody } from './read-body.ts';
import { createServiceFetch } from './service-fetch.ts';
import { toTransportError } from './transport-error.ts';

it('sends a form with its files, and says who sends it', async () => {
  const server = createServer((request, response) => {
    void text(request).then((body) =>
      response.end(`${request.headers['content-type']}\n${request.headers['user-agent']}\n${body}`),
    );
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
  const sent = await readBody(answer, 10_000);

  expect(sent).toMatch(/^multipart\/form-data; boundary=/);
  expect(sent).toContain('\narr-mcp\n');
  expect(sent).toContain('name="torrents"; filename="one.torrent"');
  expect(sent).toContain('d4:infod4:name1:xee');
});

it.each(['https://plex.tv/api/users', 'http://10.0.0.2:8989/', 'http://127.0.0.1.example/'])(
  'reaches nothing outside for the demo, such as %s',
  async (url) => {
    const fetch = createServiceFetch({ loopbackOnly: true });
    const { signal } = new AbortController();
    const refused: unknown = await fetch(url, { method: 'GET', headers: {}, signal, redirect: 'manual' }).catch(
      (error: unknown) => error,
    );
    await fetch.close();

    expect(toTransportError(refused, { instance: 'plex', origin: new URL(url).origin })).toMatchObject({
      code: 'unreachable',
    });
    expect(String((refused as Error).cause)).toContain('outside of the demo');
  },
);

describe('a service with a certificate of its own', () => {
  const init = { method: 'GET', headers: {}, signal: new AbortController().signal, redirect: 'manual' } as const;

  async function ask(certificates: string | undefined): Promise<unknown> {
    const server = createTlsServer(selfSigned, (_request, response) => void response.end('here')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const fetch = createServiceFetch(certificates === undefined ? {} : { certificates });
    const { port } = server.address() as AddressInfo;
    try {
      return await readBody(await fetch(`https://127.0.0.1:${port}/`, init), 10_000);
    } finally {
      await fetch.close();
      server.close();
    }
  }

  it('is not trusted by itself, and the way out is named', async () => {
    const error = await ask(undefined).catch((cause: unknown) => cause);

    expect(toTransportError(error, { instance: 'sonarr', origin: 'https://sonarr' })).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)') as string,
      hint: expect.stringContaining('ARR_MCP_CA_FILE') as string,
    });
  });

  it('is trusted once its certificate is named', async () => {
    expect(await ask(selfSigned.cert)).toBe('here');
  });
});

describe('a proxy of the environment', () => {
  const init = { method: 'GET', headers: {}, signal: new AbortController().signal, redirect: 'manual' } as const;

  it('is told its password, and what is behind it is trusted by the certificate that is named', async () => {
    const service = createTlsServer(selfSignedPlexTv, (_request, response) => void response.end('here'));
    const asked: unknown[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url, headers }, socket: Duplex) => {
      asked.push([url, headers['proxy-authorization']]);
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      service.emit('connection', socket);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const https = `http://harbour:s3cret@127.0.0.1:${port}`;
    const fetch = createServiceFetch({ certificates: selfSignedPlexTv.cert, proxy: { https } });

    const answer = await fetch('https://plex.tv/api/users', init);
    const said = await readBody(answer, 10_000);
    await fetch.close();
    proxy.close();

    expect(said).toBe('here');
    expect(asked).toEqual([['plex.tv:443', `Basic ${Buffer.from('harbour:s3cret').toString('base64')}`]]);
  });
});
