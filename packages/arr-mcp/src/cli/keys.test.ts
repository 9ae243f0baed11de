import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { NamedKeys, createNamedKey } from '../http/auth/named-keys.ts';
import { KeyStore } from '../storage/key-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { parseKeyRights } from './key-options.ts';

const program = join(import.meta.dirname, '..', 'main.ts');

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'keys-cli-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

function run(args: string): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, 'key', ...args.split(' ')], {
    cwd: dataDir,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ARR_MCP_DATA_DIR: dataDir },
  });
}

describe('arr-mcp key', () => {
  it('prints a key once, alone on standard output, and lists everything but it', () => {
    const created = run('create --name laptop --scope read,write --toolsets radarr,sonarr --expires 2099-12-31');
    const key = created.stdout.trim();
    const listed = run('list');

    expect(created).toMatchObject({ status: 0, stdout: `${key}\n` });
    expect(created.stderr).toBe(
      `laptop: read,write; toolsets: sonarr,radarr; expires: 2100-01-01T00:00Z.
It is not shown again; its hash is in ${join(dataDir, 'state.db')}.\n`,
    );
    expect(listed.stdout.split('\n')).toEqual([
      expect.stringMatching(/^name +scopes +toolsets +created +expires +last used$/),
      expect.stringMatching(/^laptop +read,write +sonarr,radarr +\d{4}-\S+Z +2100-01-01T00:00Z +never$/),
      '',
    ]);
    expect(listed.stdout).not.toContain(key.slice(-43));
    expect(statSync(join(dataDir, 'state.db')).mode & 0o777).toBe(0o600);
  });

  it('makes a key that only reads, everywhere and always, when nothing else is said', () => {
    const key = run('create --name laptop').stdout.trim();
    const store = new KeyStore(openStateDatabase(join(dataDir, 'state.db')));
    const onFault = (error: unknown) => expect.fail(String(error));

    expect(new NamedKeys({ store, onFault }).identify(key)).toMatchObject({
      name: 'laptop',
      scopes: new Set(['read']),
    });
    expect(store.list()[0]).not.toHaveProperty('expires');
  });

  it('revokes by name', () => {
    run('create --name laptop');

    expect(run('revoke laptpo')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'arr-mcp: no key is named "laptpo"\n  The nearest is laptop.\n',
    });
    expect(run('revoke laptop')).toMatchObject({ status: 0, stdout: 'revoked: laptop\n' });
    expect(run('list').stdout).toBe("there is no key but the admin's\n");
    expect(run('revoke laptop').status).toBe(1);
  });

  it('takes no name twice', () => {
    run('create --name laptop');

    const again = run('create --name laptop');

    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain('a key named laptop exists already\n  Choose another name');
  });

  it('shows which keys are over', () => {
    const store = new KeyStore(openStateDatabase(join(dataDir, 'state.db')));
    const expires = '2026-01-01T00:00:00.000Z';
    createNamedKey(store, { name: 'laptop', scopes: ['read'], expires });

    expect(run('list').stdout).toContain('2026-01-01T00:00Z (over)');
  });

  it.each(['list', 'revoke laptop'])('takes a directory without a server for no empty one: %s', (args) => {
    const refused = run(args);

    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain(`no server has kept anything in ${dataDir}\n  ARR_MCP_DATA_DIR`);
    expect(existsSync(join(dataDir, 'state.db'))).toBe(false);
  });

  it.each([
    ['create --name a --scope raed', 'no scope is named "raed"; the nearest is read\n  scopes: read, write, admin'],
    ['create --name a --toolsets sonar', 'no toolset is named "sonar"'],
    ['create --name a --expires soon', '"soon" is no time\n  Such as 12h'],
    ['create --name a:b', '"a:b" is no name'],
    ['create --nmae a', "Unknown option '--nmae'\n\narr-mcp key: keys for"],
    ['create --name', 'argument missing\n\narr-mcp key: keys for'],
  ])('says what is wrong with `%s`, and makes nothing', (args, words) => {
    const refused = run(args);

    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain(words);
    expect(existsSync(join(dataDir, 'state.db'))).toBe(false);
  });

  it('ends quietly when its reader has enough', () => {
    run('create --name laptop');
    const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" key list | true`], {
      cwd: dataDir,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ARR_MCP_DATA_DIR: dataDir },
    });

    expect(piped.stderr).toBe('');
  });

  it.each(['', 'create', 'create laptop', 'create --name a b', 'list --name a', 'revoke', 'revoke a b', 'crate'])(
    'explains itself when it is called as `%s`',
    (args) => {
      const refused = run(args);

      expect(refused).toMatchObject({ status: 2, stdout: '' });
      expect(refused.stderr).toContain('arr-mcp key create --name NAME');
      expect(existsSync(join(dataDir, 'state.db'))).toBe(false);
    },
  );
});

describe('parseKeyRights', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');

  it.each([
    ['12h', '2026-11-22T00:00:00.000Z'],
    ['90d', '2027-02-19T12:00:00.000Z'],
    ['2w', '2026-12-05T12:00:00.000Z'],
    ['2026-11-21', '2026-11-22T00:00:00.000Z'],
    ['2028-02-29', '2028-03-01T00:00:00.000Z'],
  ])('reads --expires %s as %s', (expires, end) => {
    expect(parseKeyRights({ name: 'a', expires }, now).expires).toBe(end);
  });

  it.each(['', '0d', '-1d', '90', '1y', '1.5d', '2026-11-20', '2027-02-29', 'never', '999999w', '1e3d'])(
    'refuses --expires %s',
    (expires) => {
      expect(() => parseKeyRights({ name: 'a', expires }, now)).toThrow(/is no time/);
    },
  );

  it('reads names in any order, once each', () => {
    expect(parseKeyRights({ name: 'a', scope: 'write, read,write', toolsets: 'sonarr,logs' }, now)).toEqual({
      name: 'a',
      scopes: ['read', 'write'],
      toolsets: ['logs', 'sonarr'],
    });
  });

  it.each([
    [{ scope: 'raed' }, 'no scope is named "raed"; the nearest is read'],
    [{ scope: 'read,full' }, 'no scope is named "full"'],
    [{ scope: '' }, 'no scope is named'],
    [{ toolsets: 'sonar' }, 'no toolset is named "sonar"; the nearest is sonarr'],
    [{ toolsets: 'default' }, 'no toolset is named "default"'],
    [{ toolsets: ',' }, 'no toolset is named'],
    [{ name: 'a b' }, '"a b" is no name for a key'],
    [{ name: '-a' }, '"-a" is no name'],
    [{ name: 'a\nb' }, 'is no name'],
    [{ name: 'a'.repeat(41) }, 'is no name'],
  ])('refuses %j', (flags, message) => {
    expect(() => parseKeyRights({ name: 'a', ...flags }, now)).toThrow(message);
  });
});
