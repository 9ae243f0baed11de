import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { KeptTokens } from '../services/kept-tokens.ts';
import { CredentialStore } from './credential-store.ts';
import { TokenStore } from './token-store.ts';

const secret = 'a-secret-of-the-tests-0123456789';
const tokens: KeptTokens = { clientId: 'app', accessToken: 'access-word', refreshToken: 'refresh-word' };

let dataDir: string;
let credentials: CredentialStore;
let store: TokenStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'token-store-'));
  credentials = new CredentialStore({ dataDir, secret });
  store = new TokenStore(credentials, dataDir);
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

describe('TokenStore', () => {
  it('keeps tokens encrypted, for every process', () => {
    store.keep('trakt', { ...tokens, isAsked: true });
    store.keep('trakt', tokens);

    expect(new TokenStore(new CredentialStore({ dataDir, secret }), dataDir).find('trakt')).toEqual(tokens);
    expect(readFileSync(join(dataDir, 'credentials.json'), 'utf8')).not.toMatch(/access-word|refresh-word/);
  });

  it('shows them to nobody who asks for credentials', () => {
    store.keep('trakt', tokens);

    expect(credentials.list()).toEqual([{ service: 'trakt', instance: 'trakt', source: 'store' }]);
  });

  it('keeps them beside the credential of the instance, as long as its address is the same', () => {
    const credential = { client_id: 'app', client_secret: 's' };
    store.keep('trakt', tokens);
    credentials.set({ instance: 'trakt', credential });
    expect(store.find('trakt')).toEqual(tokens);

    credentials.set({ instance: 'trakt', credential, url: 'https://elsewhere.test' });
    expect(store.find('trakt')).toBeUndefined();
  });

  it('forgets them with the instance', () => {
    store.keep('trakt', tokens);
    credentials.delete('trakt');

    expect(store.find('trakt')).toBeUndefined();
  });

  it('keeps them when the secret is changed', () => {
    store.keep('trakt', tokens);
    credentials.rotate('another-secret-0123456789');

    expect(new CredentialStore({ dataDir, secret: 'another-secret-0123456789' }).tokens('trakt')).toEqual(tokens);
  });

  it('says what to set where nothing can be kept', () => {
    const without = new TokenStore(new CredentialStore({ dataDir, secret: undefined }), dataDir);

    expect(without.obstacle()).toMatchObject({ code: 'not_configured', hint: /ARR_MCP_SECRET/ });
    expect(() => without.keep('trakt', tokens)).toThrow(/ARR_MCP_SECRET/);
  });

  it('lets one at a time renew, and says that others do', async () => {
    const second = new TokenStore(new CredentialStore({ dataDir, secret }), dataDir);
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const first = store.alone(async () => {
      order.push('first');
      await promise;
      order.push('first ends');
    }, 0);

    await expect(second.alone(async () => undefined, 0)).rejects.toMatchObject({ code: 'busy' });
    const waiting = second.alone(async () => order.push('second'), 10_000);
    resolve(undefined);
    await Promise.all([first, waiting]);
    expect(order).toEqual(['first', 'first ends', 'second']);
  });

  it('lets go when the work fails', async () => {
    await expect(store.alone(async () => Promise.reject(new Error('no')), 0)).rejects.toThrow('no');

    expect(await store.alone(async () => 'again', 0)).toBe('again');
  });

  it('stores credentials while somebody renews', async () => {
    await store.alone(async () => {
      credentials.set({ instance: 'sonarr', credential: { api_key: 'k' } });
    }, 0);

    expect(credentials.find('sonarr')).toBeDefined();
  });

  it('takes the lock of a process that was killed', async () => {
    const holder = holdInAnotherProcess();
    await once(holder, 'spawn');
    if (holder.stdout !== null) await once(holder.stdout, 'data');
    await expect(store.alone(async () => 'taken', 0)).rejects.toMatchObject({ code: 'busy' });
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;

    expect(await store.alone(async () => 'taken', 0)).toBe('taken');
  });

  it('is settled once nothing runs any more', async () => {
    let isDone = false;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const run = store.alone(async () => {
      await promise;
      isDone = true;
    }, 0);
    const settled = store.settled().then(() => isDone);
    resolve(undefined);

    expect(await settled).toBe(true);
    await run;
  });
});

function holdInAnotherProcess(): ChildProcess {
  const program = `import { holdLock } from ${JSON.stringify(join(import.meta.dirname, 'held-lock.ts'))};
await holdLock(${JSON.stringify(join(dataDir, 'tokens.lock'))}, 0, async () => {
  process.stdout.write('held');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});`;
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(process.execPath, ['--input-type=module', '-e', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}
