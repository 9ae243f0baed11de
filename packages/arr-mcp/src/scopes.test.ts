import { describe, expect, it } from 'vitest';

import { expandScopes } from './scopes.ts';

describe('expandScopes', () => {
  it.each([
    [[], []],
    [['read'], ['read']],
    [['write'], ['read', 'write']],
    [
      ['admin', 'read'],
      ['read', 'write', 'admin'],
    ],
    [['offline_access', 'Read', 'admins', ''], []],
  ])('makes of %j %j', (given, all) => {
    expect([...expandScopes(given)]).toEqual(all);
  });
});
