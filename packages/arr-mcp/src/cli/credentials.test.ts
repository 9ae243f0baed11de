import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CredentialStore } from '../storage/credential-store.ts';

const program = join(import.meta.dirname, '..', 'main.ts');
const secret = 'the-first-secret-0123456789';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'credentials-cli-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

interface Run {
  readonly input?: string;
  readonly secret?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run(args: string, { input = '', secret: own = secret, env = {} }: Run = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, 'credentials', ...args.split(' ')], {
    cwd: dataDir,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ARR_MCP_DATA_DIR: dataDir, ARR_MCP_SECRET: own, ...env },
  });
}

function open(own = secret): CredentialStore {
  return new CredentialStore({ dataDir, secret: own });
}

describe('arr-mcp credentials', () => {
  it('stores what it reads from standard input, and never shows it', () => {
    const stored = run('set sonarr-4k --url http://sonarr:8989/', { input: 'k3y-of-sonarr\n' });
    const listed = run('list');

    expect(stored).toMatchObject({ status: 0, stderr: '' });
    expect(stored.stdout).toContain('stored: sonarr-4k at http://sonarr:8989 (api_key)');
    expect(listed).toMatchObject({ status: 0, stdout: 'sonarr-4k  http://sonarr:8989  api_key\n' });
    expect(open().find('sonarr-4k')?.credential).toEqual({ api_key: 'k3y-of-sonarr' });
    expect(stored.stdout + listed.stdout).not.toContain('k3y-of-sonarr');
  });

  it('reads a field from each line, also of a file', () => {
    writeFileSync(join(dataDir, 'lines'), 'admin\r\np4ss word\r\n');

    expect(run('set qbittorrent --file lines').status).toBe(0);
    expect(open().find('qbittorrent')?.credential).toEqual({ username: 'admin', password: 'p4ss word' });
    expect(run('set qbittorrent --field api_key', { input: 'k3y' }).status).toBe(0);
    expect(open().find('qbittorrent')?.credential).toEqual({ api_key: 'k3y' });
  });

  it('says when the environment wins', () => {
    const { stdout } = run('set plex', { input: 't', env: { PLEX_TOKEN: 'x' } });

    expect(stdout).toContain('What the environment sets for it wins');
  });

  it('deletes what is stored', () => {
    open().set({ instance: 'plex', credential: { token: 't' } });

    expect(run('delete plex')).toMatchObject({ status: 0, stdout: 'deleted: plex\n' });
    expect(run('list').stdout).toBe('nothing is stored\n');
    expect(run('delete plex')).toMatchObject({ status: 1, stdout: '' });
  });

  it('encrypts everything with a new secret', () => {
    open().set({ instance: 'plex', credential: { token: 't' } });

    const rotated = run('rotate', { input: 'the-next-secret-0123456789\n' });

    expect(rotated).toMatchObject({ status: 0, stderr: '' });
    expect(rotated.stdout).toContain('encrypted anew: 1 instance\n');
    expect(open('the-next-secret-0123456789').find('plex')?.credential).toEqual({ token: 't' });
    expect(run('list').stderr).toContain('ARR_MCP_SECRET is not the one');
  });

  it('takes no secret that the server would refuse', () => {
    open().set({ instance: 'plex', credential: { token: 't' } });
    const before = readFileSync(join(dataDir, 'credentials.json'));

    expect(run('rotate', { input: 'short' }).stderr).toContain('must be at least 16 characters');
    expect(readFileSync(join(dataDir, 'credentials.json')).equals(before)).toBe(true);
  });

  it.each([
    ['', 2, 'arr-mcp credentials set <instance>'],
    ['set', 2, 'arr-mcp credentials set <instance>'],
    ['list plex', 2, 'arr-mcp credentials set <instance>'],
    ['delete plex --url http://x', 2, 'arr-mcp credentials set <instance>'],
    ['set plex k3y', 2, 'arr-mcp credentials set <instance>'],
    ['set plex --token t', 2, "Unknown option '--token'"],
    ['set plexx', 2, 'an instance is named after its service'],
    ['set plex --field api_key', 2, 'Plex takes no api_key'],
    ['set plex --file nothing', 2, 'nothing cannot be read (ENOENT)'],
    ['set qbittorrent', 2, '1 lines were read, and wanted is: username of qbittorrent, then password of qbittorrent'],
  ])('refuses `%s`', (args, status, message) => {
    const refused = run(args);

    expect(refused).toMatchObject({ status, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(existsSync(join(dataDir, 'credentials.json'))).toBe(false);
  });

  it('stores nothing without ARR_MCP_SECRET', () => {
    const refused = run('set plex', { secret: '', input: 't' });

    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('no credential can be stored: ARR_MCP_SECRET is not set');
  });
});
