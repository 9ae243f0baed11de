import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GrantStore } from '../storage/grant-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';

const program = join(import.meta.dirname, '..', 'main.ts');

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'grants-cli-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

function run(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, 'grant', ...args], {
    cwd: dataDir,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ARR_MCP_DATA_DIR: dataDir },
  });
}

function letIn(...ids: string[]): void {
  const database = openStateDatabase(join(dataDir, 'state.db'));
  const store = new GrantStore(database);
  for (const id of ids)
    store.add({
      id,
      clientId: 'x',
      clientName: `Client ${id.slice(0, 3)}`,
      redirect: 'claude.ai',
      scopes: ['read', 'write'],
      created: '2026-11-21T10:00:00.000Z',
    });
  database.close();
}

describe('arr-mcp grant', () => {
  it('takes a directory without a server for no empty one', () => {
    expect(run('list')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(dataDir) as unknown });
    expect(run('revoke', 'abc')).toMatchObject({ status: 1, stdout: '' });
  });

  it('lists who was let in', () => {
    letIn();
    expect(run('list')).toMatchObject({ status: 0, stdout: 'no remote assistant was let in\n' });
    letIn('abcdefghijkl');
    const { stdout } = run('list');
    expect(stdout).toMatch(/abcdefgh {2}Client abc {4}claude\.ai {7}read,write {2}2026-11-21T10:00Z {2}never/);
    expect(stdout).not.toContain('abcdefghijkl');
  });

  it('revokes one, by the beginning of its id, even when that looks like an option', () => {
    letIn('-bc1efghijkl', 'abc2efghijkl');
    expect(run('revoke', '-bc1efgh')).toMatchObject({ status: 0, stdout: 'revoked: Client -bc\n' });
    expect(run('list').stdout).not.toContain('-bc1');
    expect(run('list').stdout).toContain('abc2');
  });

  it('revokes nothing when several could be meant, or none', () => {
    letIn('abc1efghijkl', 'abc2efghijkl');
    expect(run('revoke', 'abc')).toMatchObject({ status: 1 });
    expect(run('revoke', 'xyz')).toMatchObject({ status: 1 });
    expect(run('list').stdout.match(/abc/g)?.length).toBeGreaterThan(2);
  });

  it.each([[[]], [['list', 'x']], [['revoke']], [['revoke', 'a', 'b']], [['grow']]])(
    'tells how it is used: %j',
    (args) => {
      expect(run(...args)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('arr-mcp grant list') as unknown,
      });
    },
  );
});
