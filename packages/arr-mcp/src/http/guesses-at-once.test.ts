import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  adminKey,
  createOAuthBench,
  issuer,
  password,
  preRegistered,
  registered,
} from '../testing/oauth-bench.ts';

// What the limiter of failed logins lets pass before it closes; LoginLimiter's own test measures an hour of it.
const free = 5;
const guesses = 200;

let bench: OAuthBench;
let port: number;

beforeAll(async () => {
  bench = await createOAuthBench();
  port = Number(new URL(await bench.server.app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => bench.close());

interface Door {
  /** @returns the status */
  readonly guess: () => Promise<number>;
  readonly enter: () => Promise<number>;
}

const doors: Readonly<Record<string, (client: OAuthClient) => Promise<Door>>> = {
  'a key': async (client) => ({
    guess: async () => (await client.ask('a-guess', { method: 'ping' })).statusCode,
    enter: async () => (await client.ask(adminKey, { method: 'ping' })).statusCode,
  }),
  'the password': async (client) => {
    const { url, token } = await client.openConsent(await registered(client));
    const form = { form_token: token, scope: ['read'], decision: 'allow' };
    const send = async (word: string) =>
      (await client.browse(url, { form: { ...form, password: word }, headers: { origin: issuer } })).statusCode;
    return { guess: async () => send('a guess'), enter: async () => send(password) };
  },
  'a client’s secret': async (client) => {
    const fields = { client_id: preRegistered.id, redirect_uri: 'https://chatgpt.com/aip/g-1/oauth/callback' };
    const send = async (word: string) => (await client.exchange('x', { ...fields, client_secret: word })).statusCode;
    return { guess: async () => send('a guess'), enter: async () => send(preRegistered.secret) };
  },
};

describe(`${guesses} guesses at once`, () => {
  it.each(Object.entries(doors))('at %s are slowed down as if they came one by one', async (_what, open) => {
    const door = await open(new OAuthClient(bench));

    const answers = await Promise.all(Array.from({ length: guesses }, door.guess));

    expect(answers.filter((status) => status === 401)).toHaveLength(free);
    expect(answers.filter((status) => status === 429)).toHaveLength(guesses - free);
    expect(await door.enter()).toBe(429);
  });

  it('at a key, on one connection that waits for no answer, are no more than that either', async () => {
    const request = [
      'POST /mcp HTTP/1.1',
      'Host: 127.0.0.1',
      'Authorization: Bearer a-guess',
      'Content-Type: application/json',
      'Content-Length: 2',
      '',
      '{}',
    ].join('\r\n');
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.end(request.repeat(guesses));
    await once(socket, 'close');

    expect(text.match(/HTTP\/1\.1 401/g)).toHaveLength(free);
    expect(text.match(/HTTP\/1\.1 429/g)).toHaveLength(guesses - free);
  });

  it('at a client’s secret, whose bodies are held back until all are let in, are no more than that either', async () => {
    const fields = {
      grant_type: 'authorization_code',
      code: 'x',
      client_id: preRegistered.id,
      client_secret: 'a guess',
    };
    const body = new URLSearchParams(fields).toString();
    const head = [
      'POST /oauth/token HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
      'Connection: close',
      '',
      '',
    ].join('\r\n');
    const sockets = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));

    const letIn = await Promise.all(
      sockets.map(async (socket) => {
        socket.setEncoding('utf8').write(head);
        return (await once(socket, 'data')).join('');
      }),
    );
    const answers = await Promise.all(
      sockets.map(async (socket) => {
        socket.write(body);
        return (await once(socket, 'data')).join('');
      }),
    );

    expect(letIn.filter((text) => text.startsWith('HTTP/1.1 100'))).toHaveLength(50);
    expect(answers.filter((text) => text.startsWith('HTTP/1.1 401'))).toHaveLength(free);
    expect(answers.filter((text) => text.startsWith('HTTP/1.1 429'))).toHaveLength(50 - free);
  });
});
