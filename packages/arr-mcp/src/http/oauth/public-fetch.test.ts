import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';

import { afterEach, describe, expect, it } from 'vitest';

import { selfSigned } from '../../testing/tls.fixtures.ts';
import { isPublicAddress } from './public-address.ts';
import { createPublicFetch } from './public-fetch.ts';

describe('isPublicAddress', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
  ])('takes %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
    '1.1.1',
    '0x7f.1',
  ])('takes %s for none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('createPublicFetch', () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  it.each([
    'http://example.com/client',
    'ftp://example.com/client',
    'https://127.0.0.1/client',
    'https://2130706433/client',
    'https://0x7f000001/client',
    'https://0177.0.0.1/client',
    'https://[::1]/client',
    'https://[::ffff:127.0.0.1]/client',
    'https://[::ffff:a9fe:a9fe]/client',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/client',
    'https://[fd00::1]/client',
  ])('asks nobody for %s', async (url) => {
    await expect(createPublicFetch()(url)).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    ['this computer', ['127.0.0.1']],
    ['a home network', ['192.168.1.20']],
    ['a link-local address', ['fe80::1']],
    ['a public address and a private one', ['8.8.8.8', '10.0.0.1']],
    ['a private address and a public one', ['10.0.0.1', '8.8.8.8']],
    ['nothing', []],
  ])('connects to nobody when the name leads to %s', async (_what, found) => {
    const fetch = createPublicFetch({ lookup: (_name, _options, done) => done(null, found.map(toAddress)) });
    await expect(fetch('https://client.example/metadata')).rejects.toMatchObject({
      cause: { message: 'client.example is not on the public internet' },
    });
  });

  it('looks a name up once, so that it cannot lead elsewhere a moment later', async () => {
    const { url, seen } = await startTls((_request, response) => response.end('{}'));
    const { port } = new URL(url);
    let lookups = 0;
    const fetch = createPublicFetch({
      lookup: (_name, _options, done) => done(null, [toAddress((lookups += 1) === 1 ? '127.0.0.1' : '127.0.0.2')]),
      isOpen: (address) => address === '127.0.0.1',
      certificates: selfSigned.cert,
    });

    // The name is not that of the certificate: what matters is how far it came.
    await expect(fetch(`https://client.example:${port}/`)).rejects.toMatchObject({
      cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });

    expect(lookups).toBe(1);
    expect(seen).toEqual([]);
  });

  it('follows no redirect', async () => {
    const { url, seen } = await startTls((_request, response) => response.writeHead(302, { location: '/other' }).end());
    expect((await testFetch()(`${url}/client`)).status).toBe(302);
    expect(seen).toEqual(['/client']);
  });

  it('gives up on a document that does not come to its end', async () => {
    const { url } = await startTls((_request, response) => void response.writeHead(200).write('{'));
    const answer = await testFetch(50)(`${url}/client`);
    await expect(answer.text()).rejects.toThrow(/abort|timeout/i);
  });

  it('gives up on a server that does not answer', async () => {
    const { url } = await startTls(() => undefined);
    await expect(testFetch(50)(`${url}/client`)).rejects.toThrow(/abort|timeout/i);
  });

  function testFetch(limitMs = 5000): ReturnType<typeof createPublicFetch> {
    return createPublicFetch({ isOpen: () => true, certificates: selfSigned.cert, limitMs });
  }

  async function startTls(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    const server = createServer(selfSigned, (request, response) => {
      seen.push(request.url ?? '');
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return { url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, seen };
  }
});

function toAddress(address: string): LookupAddress {
  return { address, family: address.includes(':') ? 6 : 4 };
}
