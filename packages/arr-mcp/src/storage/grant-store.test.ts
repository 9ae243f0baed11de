import type { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GrantStore } from './grant-store.ts';
import { OAuthStore } from './oauth-store.ts';
import { openStateDatabase } from './state-database.ts';

const hour = 3600;
const day = 24 * hour;
const now = Math.floor(Date.now() / 1000);

let database: DatabaseSync;
let artifacts: OAuthStore;
let grants: GrantStore;

beforeEach(() => {
  database = openStateDatabase(':memory:');
  artifacts = new OAuthStore(database);
  grants = new GrantStore(database);
});
afterEach(() => database.close());

function letIn(id: string, ageSeconds: number): void {
  artifacts.put('Client', 'client', { payload: {}, expires: now + day });
  artifacts.put('Grant', id, { payload: {}, expires: now + 1000 * day });
  const created = new Date((now - ageSeconds) * 1000).toISOString();
  grants.add({ id, clientId: 'client', clientName: 'A client', redirect: 'x', scopes: ['read'], created });
}

describe('GrantStore', () => {
  it('keeps a grant that a client can still use', () => {
    letIn('one', 2 * hour);
    artifacts.put('RefreshToken', 'r', { payload: {}, grantId: 'one', expires: now + day });
    grants.removeDead(now, now + day);
    expect(grants.list()).toHaveLength(1);
  });

  it('keeps a grant whose token was taken by a process that was killed before it kept the next', () => {
    letIn('one', 2 * hour);
    artifacts.put('RefreshToken', 'r', { payload: {}, grantId: 'one', expires: now + day });
    artifacts.consume('RefreshToken', 'r', { now, keepUntil: now + day });
    grants.removeDead(now + 30, now + day);
    expect(grants.list()).toHaveLength(1);
  });

  it('keeps a new grant, whose code has not been asked for', () => {
    letIn('one', 60);
    grants.removeDead(now, now + day);
    expect(grants.list()).toHaveLength(1);
  });

  it('removes a grant under which nothing is left, and lets its client go a day later', () => {
    letIn('one', 2 * hour);
    artifacts.put('RefreshToken', 'r', { payload: {}, grantId: 'one', expires: now - 1 });

    grants.removeDead(now, now + day);

    expect(grants.list()).toEqual([]);
    expect(artifacts.find('Grant', 'one', now)).toBeUndefined();
    expect(artifacts.find('Client', 'client', now + day - 1)).toBeDefined();
    expect(artifacts.find('Client', 'client', now + day)).toBeUndefined();
  });

  it('does not let a client go that is in use', () => {
    letIn('one', 0);
    expect(artifacts.find('Client', 'client', now + 1000 * day)).toBeDefined();
  });

  it('takes everything with a grant that is revoked, and still knows its access tokens as ended', () => {
    letIn('one', 0);
    for (const kind of ['AccessToken', 'RefreshToken', 'AuthorizationCode'])
      artifacts.put(kind, kind, { payload: {}, grantId: 'one', expires: now + day });

    expect(grants.revoke('one')).toBe(true);

    for (const kind of ['AccessToken', 'RefreshToken', 'AuthorizationCode', 'Grant'])
      expect(artifacts.find(kind, kind === 'Grant' ? 'one' : kind, now + 1)).toBeUndefined();
    expect(grants.findToken('AccessToken', now)).toMatchObject({ hasEnded: true });
    expect(grants.revoke('one')).toBe(false);
  });

  it('writes down when a grant was used last', () => {
    letIn('one', 0);
    grants.touch('one', '2026-11-21T12:00:00.000Z');
    expect(grants.list()).toMatchObject([{ id: 'one', lastUsed: '2026-11-21T12:00:00.000Z' }]);
  });
});

describe('OAuthStore', () => {
  it('finds nothing that has expired, and removes it', () => {
    artifacts.put('Session', 's', { payload: { a: 1 }, uid: 'u', expires: now + 10 });
    expect(artifacts.find('Session', 's', now + 9)).toMatchObject({ payload: { a: 1 } });
    expect(artifacts.findByUid('Session', 'u', now + 9)).toMatchObject({ id: 's' });
    expect(artifacts.find('Session', 's', now + 10)).toBeUndefined();
    artifacts.removeExpired(now + 10);
    expect(artifacts.count('Session')).toBe(0);
  });

  it('is consumed once', () => {
    artifacts.put('AuthorizationCode', 'c', { payload: {}, expires: now + 60 });
    const consume = () => artifacts.consume('AuthorizationCode', 'c', { now, keepUntil: now + day });
    expect([consume(), consume()]).toEqual([true, false]);
  });

  it('makes room by what would be forgotten first', () => {
    artifacts.put('Client', 'new', { payload: {}, expires: now + 20 });
    artifacts.put('Client', 'old', { payload: {}, expires: now + 10 });
    artifacts.put('Client', 'used', { payload: {} });
    expect([artifacts.removeSpare('Client'), artifacts.find('Client', 'old', now)]).toEqual([true, undefined]);
    expect([artifacts.removeSpare('Client'), artifacts.removeSpare('Client')]).toEqual([true, false]);
    expect(artifacts.find('Client', 'used', now)).toBeDefined();
  });
});
