import { beforeEach, describe, expect, it } from 'vitest';

import { KeyStore } from '../../storage/key-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { EndedKeyError, type KeyRights, NamedKeys, createNamedKey } from './named-keys.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const minuteMs = 60_000;

let store: KeyStore;
let now: number;
let keys: NamedKeys;
let faults: unknown[];

beforeEach(() => {
  store = new KeyStore(openStateDatabase(':memory:'));
  now = start;
  faults = [];
  keys = new NamedKeys({ store, now: () => now, onFault: (error) => faults.push(error) });
});

function create(rights: Partial<KeyRights> = {}): string {
  return createNamedKey(store, { name: 'laptop', scopes: ['read'], ...rights }, new Date(start));
}

function lastUsed(): string | undefined {
  return store.list()[0]?.lastUsed;
}

describe('createNamedKey', () => {
  it('makes keys that name the product, each another one', () => {
    const made = ['a', 'b'].map((name) => create({ name }));

    expect(made).toEqual([
      expect.stringMatching(/^arrmcp_[0-9a-f]{12}_[\w-]{43}$/),
      expect.stringMatching(/^arrmcp_[0-9a-f]{12}_[\w-]{43}$/),
    ]);
    expect(new Set(made.map((key) => key.slice(-43))).size).toBe(2);
  });

  it('keeps nothing of the secret', () => {
    const database = openStateDatabase(':memory:');
    const key = createNamedKey(new KeyStore(database), { name: 'laptop', scopes: ['read'] });
    const [row] = database.prepare('SELECT * FROM named_key').all();

    const kept = Object.values(row!).map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
    );
    expect(kept.join('\n')).not.toContain(key.slice(-43));
    expect(kept.join('\n')).not.toContain(Buffer.from(key.slice(-43), 'base64url').toString('latin1'));
  });

  it('takes no name twice, until the first has been revoked', () => {
    create();

    expect(() => create()).toThrow('a key named laptop exists already');
    store.revoke('laptop', '2026-01-01T00:01:00.000Z');
    expect(create()).toMatch(/^arrmcp_/);
  });
});

describe('NamedKeys', () => {
  it('knows whose key it is, what it may, and for what', () => {
    const key = create({ scopes: ['write'], toolsets: ['sonarr', 'logs'] });

    expect(keys.identify(key)).toEqual({
      id: `key:${key.slice(7, 19)}`,
      name: 'laptop',
      scopes: new Set(['read', 'write']),
      toolsets: ['sonarr', 'logs'],
    });
  });

  it('leaves the toolsets out where there is no bound', () => {
    expect(keys.identify(create())).not.toHaveProperty('toolsets');
  });

  it.each([
    ['another secret', (key: string) => `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
    ['another id', (key: string) => key.replace(/_[0-9a-f]{12}_/, '_000000000000_')],
    ['no secret', (key: string) => key.slice(0, 20)],
    ['more than it', (key: string) => `${key}A`],
    ['its id alone', (key: string) => key.slice(7, 19)],
    ['nothing', () => ''],
    ['a percent sign for an id', (key: string) => key.replace(/_[0-9a-f]{12}_/, '_%_')],
    ['the hash of nobody', () => `arrmcp_000000000000_${'\0'.repeat(43)}`],
  ])('does not know a key with %s', (_what, change) => {
    expect(keys.identify(change(create()))).toBeUndefined();
  });

  it('refuses a key from the moment at which it ends, and says so to who has it', () => {
    const key = create({ expires: new Date(start + minuteMs).toISOString() });

    now = start + minuteMs - 1;
    expect(keys.identify(key)?.name).toBe('laptop');
    now = start + minuteMs;
    expect(() => keys.identify(key)).toThrow(EndedKeyError);
    expect(() => keys.identify(key)).toThrow('the key laptop expired at 2026-01-01T00:01:00.000Z');
    expect(keys.identify(`${key.slice(0, -3)}xyz`)).toBeUndefined();
  });

  it('refuses a revoked key at once, and says so for 90 days', () => {
    const key = create();
    store.revoke('laptop', new Date(start).toISOString());

    expect(() => keys.identify(key)).toThrow('the key laptop was revoked at 2026-01-01T00:00:00.000Z');
    createNamedKey(store, { name: 'after', scopes: ['read'] }, new Date('2026-04-01T00:00:01.000Z'));
    expect(keys.identify(key)).toBeUndefined();
  });

  it('finds a caller again by its id, as long as the key counts', () => {
    const caller = keys.identify(create())!;

    expect(keys.find(caller.id)).toEqual(caller);
    store.revoke('laptop', new Date(start).toISOString());
    expect(keys.find(caller.id)).toBeUndefined();
    expect(keys.find('key:admin')).toBeUndefined();
  });

  it('notes the last use once a minute', () => {
    const key = create();
    const seen = [0, minuteMs - 1, minuteMs, minuteMs + 1].map((later) => {
      now = start + later;
      keys.identify(key);
      return lastUsed();
    });

    expect(seen).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:01:00.000Z',
      '2026-01-01T00:01:00.000Z',
    ]);
  });

  it('keeps nobody out when that cannot be noted', () => {
    const database = openStateDatabase(':memory:');
    const own = new KeyStore(database);
    const key = createNamedKey(own, { name: 'laptop', scopes: ['read'] });
    database.exec('PRAGMA query_only = ON');
    const onReadOnly = new NamedKeys({ store: own, onFault: (error) => faults.push(error) });

    expect(onReadOnly.identify(key)?.name).toBe('laptop');
    expect(faults).toHaveLength(1);
  });
});
