import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseEnvelope } from './credential-envelope.ts';
import { CredentialStore } from './credential-store.ts';

const secret = 'a-secret-of-the-test-0123456789';
const sonarr = { instance: 'sonarr', url: 'http://sonarr:8989/', credential: { api_key: 'k3y-of-sonarr' } };

let dataDir: string;
let path: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'credentials-'));
  path = join(dataDir, 'credentials.json');
});

afterEach(() => rmSync(dataDir, { recursive: true }));

function open(withSecret: string | undefined = secret): CredentialStore {
  return new CredentialStore({ dataDir, secret: withSecret });
}

function withoutSecret(): CredentialStore {
  return new CredentialStore({ dataDir, secret: undefined });
}

function stored(): CredentialStore {
  const store = open();
  store.set(sonarr);
  return store;
}

describe('CredentialStore', () => {
  it('gives back what was stored, to the next process too', () => {
    const known = { ...sonarr, url: 'http://sonarr:8989', service: 'sonarr', source: 'store' };

    expect(stored().list()).toEqual([known]);
    expect(open().list()).toEqual([known]);
  });

  it('makes nothing before something is stored', () => {
    expect(open().list()).toEqual([]);
    expect(open().obstacle()).toBeUndefined();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('keeps its files for us alone, also one that was opened to others', () => {
    stored();
    chmodSync(path, 0o644);

    open().list();

    expect(readdirSync(dataDir).sort()).toEqual(['credentials.json', 'credentials.lock']);
    for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it('makes its directory when that is not there', () => {
    const deep = new CredentialStore({ dataDir: join(dataDir, 'a', 'b'), secret });

    deep.set(sonarr);

    expect(statSync(join(dataDir, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('sees at once what another process stores and deletes', () => {
    const store = stored();
    const other = open();

    other.set({ instance: 'sonarr-4k', credential: { api_key: 'k4k' } });
    expect(store.list().map(({ instance }) => instance)).toEqual(['sonarr', 'sonarr-4k']);
    other.delete('sonarr');

    expect(store.list().map(({ instance }) => instance)).toEqual(['sonarr-4k']);
    expect(store.find('sonarr')).toBeUndefined();
  });

  it('has nothing when the file was moved away', () => {
    const store = stored();
    rmSync(path);

    expect(store.list()).toEqual([]);
    store.set(sonarr);
    expect(open().list()).toHaveLength(1);
  });

  it('deletes only what is there', () => {
    expect(() => stored().delete('radarr')).toThrow('nothing is stored under the name radarr');
  });
});

describe('CredentialStore, where it cannot work', () => {
  it('stores nothing without a secret', () => {
    expect(() => withoutSecret().set(sonarr)).toThrow('no credential can be stored: ARR_MCP_SECRET is not set');
    expect(withoutSecret().obstacle()?.hint).toMatch(/openssl rand/);
    expect(withoutSecret().problem()).toBeUndefined();
    expect(existsSync(path)).toBe(false);
  });

  it('says that what is stored needs its secret', () => {
    stored();

    expect(withoutSecret().list()).toEqual([]);
    expect(withoutSecret().problem()?.message).toMatch(/are locked: ARR_MCP_SECRET is not set/);
  });

  it.each([
    ['another secret', (text: string) => text, 'ARR_MCP_SECRET is not the one that'],
    ['a damaged file', (text: string) => text.replace(/"tag": "./, '"tag": "_'), 'are damaged'],
    ['a torn file', (text: string) => text.slice(0, 100), 'are damaged: it is not JSON'],
    ['an empty file', () => '', 'are damaged: it is not JSON'],
    ['a file that is too large', (text: string) => text + ' '.repeat(2_000_000), 'are damaged: it is too large'],
    ['a newer file', () => '{"version":2}', 'was written by a newer arr-mcp'],
  ])('names the way out of %s, and leaves the file as it is', (what, spoil, message) => {
    stored();
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    const before = readFileSync(path);
    const store = open(what === 'another secret' ? 'another-secret-0123456789' : secret);

    expect(store.list()).toEqual([]);
    expect(store.problem()?.message).toContain(message);
    expect(store.problem()?.message).toContain(path);
    expect(store.problem()?.hint).toMatch(/\.$/);
    for (const write of [() => store.set(sonarr), () => store.delete('sonarr'), () => store.rotate('x'.repeat(16))]) {
      expect(write).toThrow(message);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.bak`)).toBe(false);
  });

  it('goes on with what it read last, until the file is whole again', () => {
    const store = stored();
    store.list();
    const whole = readFileSync(path);
    writeFileSync(path, 'torn');

    expect(store.list()).toHaveLength(1);
    expect(store.problem()).toMatchObject({ code: 'unavailable' });
    writeFileSync(path, whole);
    expect(store.problem()).toBeUndefined();
  });

  it('follows no link and reads no directory', () => {
    stored();
    const elsewhere = join(dataDir, 'elsewhere');
    writeFileSync(elsewhere, readFileSync(path));
    rmSync(path);
    symlinkSync(elsewhere, path);

    expect(open().problem()?.message).toContain('it is not a plain file');
    expect(() => open().set(sonarr)).toThrow('it is not a plain file');
    rmSync(path);
    mkdirSync(path);
    expect(open().problem()?.message).toContain('it is not a plain file');
  });

  it('says which file cannot be written', () => {
    const nowhere = new CredentialStore({ dataDir: '/dev/null/data', secret });

    expect(nowhere.list()).toEqual([]);
    expect(() => nowhere.set(sonarr)).toThrow('/dev/null/data/credentials.json cannot be read or written');
  });
});

function saltOf(text: string): string {
  return parseEnvelope(text).kdf.salt;
}

describe('rotate', () => {
  const next = 'the-next-secret-0123456789';

  it('writes everything anew, so that the former secret opens nothing', () => {
    const store = stored();
    store.set({ instance: 'plex', credential: { token: 't0ken' } });
    const entries = store.list();
    const former = readFileSync(path, 'utf8');

    expect(store.rotate(next)).toBe(2);

    expect(open(next).list()).toEqual(entries);
    expect(open().problem()?.message).toMatch(/is not the one/);
    expect(saltOf(readFileSync(path, 'utf8'))).not.toBe(saltOf(former));
    expect(readdirSync(dataDir).sort()).toEqual(['credentials.json', 'credentials.lock']);
  });

  it('leaves a server that runs with what it had, and lets it write nothing', () => {
    const server = stored();
    server.list();

    open().rotate(next);

    expect(server.list()).toHaveLength(1);
    expect(server.problem()?.hint).toMatch(/former ARR_MCP_SECRET/);
    expect(() => server.set(sonarr)).toThrow(/is not the one/);
    expect(open(next).list()).toHaveLength(1);
  });

  it('has nothing to do where nothing is stored', () => {
    expect(() => open().rotate(next)).toThrow('there are no stored credentials');
  });
});
