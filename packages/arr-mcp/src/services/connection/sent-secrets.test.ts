import { describe, expect, it } from 'vitest';

import { withoutSent } from './sent-secrets.ts';

const none = { headers: { accept: 'application/json' } };

describe('withoutSent', () => {
  it.each([
    ['an API key', { headers: { 'x-api-key': 's3cret-of-us' } }],
    ['a token of Plex', { headers: { 'X-Plex-Token': 's3cret-of-us' } }],
    ['an access token', { headers: { authorization: 'Bearer s3cret-of-us' } }],
    ['a session', { headers: { cookie: 'SID=s3cret-of-us; path=/' } }],
    ['a password of a form', { ...none, body: new URLSearchParams({ username: 'admin', password: 's3cret-of-us' }) }],
    ['a refresh token', { ...none, body: JSON.stringify({ refresh_token: 's3cret-of-us' }) }],
    ['a client id', { ...none, body: JSON.stringify({ client_id: 's3cret-of-us' }) }],
    ['a device code', { ...none, body: JSON.stringify({ code: 's3cret-of-us' }) }],
  ])('leaves %s out of what is said of it', (_what, sent) => {
    expect(withoutSent('there is no s3cret-of-us here', sent)).toBe('there is no ******** here');
  });

  it('finds what JSON writes in another way', () => {
    const sent = { headers: { 'x-api-key': 'with"quote' } };

    expect(withoutSent(JSON.stringify({ message: 'not with"quote' }), sent)).toBe('{"message":"not ********"}');
  });

  it.each([none, { headers: { 'x-api-key': 'json' } }, { ...none, body: 'application/json' }])(
    'leaves alone what is no secret, or too short for one: %j',
    (sent) => {
      const text = '{"error":"application/json expected"}';

      expect(withoutSent(text, sent)).toBe(text);
    },
  );
});
