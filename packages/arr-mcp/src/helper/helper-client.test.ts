import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { HelperClient } from './helper-client.ts';

let folder: string;
let socketPath: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helper-client-'));
  socketPath = join(folder, 'h.sock');
});

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function helperAnswers(listener: RequestListener): Promise<HelperClient> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(socketPath, resolve));
  return new HelperClient(socketPath);
}

const json =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

describe('HelperClient', () => {
  it('sends the operation, its arguments and the token of the private file', async () => {
    writeFileSync(`${socketPath}.token`, 'secret-token\n');
    const seen: string[] = [];
    const client = await helperAnswers((request, response) => {
      request.on('data', (chunk: Buffer) => {
        seen.push([request.method, request.url, request.headers.authorization, chunk.toString()].join(' '));
      });
      request.on('end', () => json({ ok: true, output: 'up', exit_code: 0 })(request, response));
    });

    expect(await client.call('stack_up', { stack: 'media' })).toMatchObject({ output: 'up' });
    expect(seen).toEqual(['POST /command Bearer secret-token {"op":"stack_up","args":{"stack":"media"}}']);
  });

  it('asks again with the token of a helper that its first connection started', async () => {
    const tokens: (string | undefined)[] = [];
    const client = await helperAnswers((request, response) => {
      tokens.push(request.headers.authorization);
      writeFileSync(`${socketPath}.token`, 'fresh');
      const isKnown = request.headers.authorization === 'Bearer fresh';
      const refusal = { ok: false, code: 'unauthorized', error: 'the token is missing', exit_code: 1 };
      json(isKnown ? { ok: true, output: '', exit_code: 0, units: [] } : refusal, isKnown ? 200 : 401)(
        request,
        response,
      );
    });

    expect(await client.call('systemd_list', {})).toMatchObject({ units: [] });
    expect(tokens).toEqual([undefined, 'Bearer fresh']);
  });

  it('hands on progress lines and gives the last line as the answer', async () => {
    const client = await helperAnswers((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"progress":"pulling"}\n{"progress":"cre');
      response.end('ating"}\n{"ok":true,"output":"done","exit_code":0}\n');
    });
    const lines: string[] = [];

    const { output } = await client.call('stack_up', { stack: 'x' }, { onProgress: (line) => lines.push(line) });

    expect(lines).toEqual(['pulling', 'creating']);
    expect(output).toBe('done');
  });

  it.each([
    [404, 'not_found', 'not_found'],
    [400, 'bad_request', 'invalid_argument'],
    [401, 'unauthorized', 'unauthorized'],
    [409, 'conflict', 'conflict'],
    [503, 'busy', 'busy'],
    [500, 'internal', 'bad_response'],
  ])('tells a %d %s as %s', async (status, code, told) => {
    const client = await helperAnswers(json({ ok: false, code, error: 'no stack named x', exit_code: 1 }, status));

    await expect(client.call('stack_up', { stack: 'x' })).rejects.toMatchObject({ code: told });
  });

  it("brings the failed command's own last lines to the caller", async () => {
    const body = {
      ok: false,
      code: 'command_failed',
      error: 'compose failed',
      exit_code: 125,
      output: `${'x'.repeat(5000)}\nport is taken`,
    };
    const client = await helperAnswers(json(body));

    await expect(client.call('stack_up', { stack: 'x' })).rejects.toMatchObject({
      code: 'command_failed',
      details: { exit_code: 125, last_output: expect.stringMatching(/^[^]{0,600}port is taken$/) as string },
    });
  });

  it.each<[string, RequestListener]>([
    ['no JSON', (_request, response) => response.end('<html>502</html>')],
    ['another shape', json({ hello: 'world' })],
    ['an empty body', (_request, response) => response.end()],
    ['a flood', (_request, response) => response.end('x'.repeat(5 * 1024 * 1024))],
  ])('refuses %s', async (_what, listener) => {
    const client = await helperAnswers(listener);

    await expect(client.call('systemd_list', {})).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('tells that no helper is there and how to start it, and uses it once it is', async () => {
    const client = new HelperClient(socketPath);

    await expect(client.call('systemd_list', {})).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('systemctl --user start arr-helper') as string,
    });
    await helperAnswers(json({ ok: true, output: '', exit_code: 0, units: [] }));
    expect(await client.call('systemd_list', {})).toMatchObject({ units: [] });
  });

  it('tells when the helper dies during a call', async () => {
    const client = await helperAnswers((request) => request.socket.destroy());

    await expect(client.call('systemd_list', {})).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });

  it('does not wait for a helper that never answers', async () => {
    await helperAnswers(() => undefined);
    // The margin shortens the operation's own limit of 20 s to nearly nothing.
    const client = new HelperClient(socketPath, -19_950);

    await expect(client.call('systemd_list', {})).rejects.toMatchObject({ code: 'timeout' });
  });

  it('stops waiting when its caller leaves', async () => {
    const client = await helperAnswers(() => undefined);
    const leave = new AbortController();
    const call = client.call('systemd_list', {}, { signal: leave.signal });
    leave.abort();

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });
});
