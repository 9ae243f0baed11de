import { describe, expect, it } from 'vitest';

import { createConfig } from './config.ts';
import { type Environment, readSettings } from './read-settings.ts';

const url = { ARR_MCP_PUBLIC_URL: 'https://media.example.org/' };
const on = { ...url, OAUTH_AUTH_PASSWORD: 'open sesame' };
const client = { OAUTH_CLIENT_ID: 'chatgpt', OAUTH_CLIENT_SECRET: 'sixteen characters' };

function configOf(env: Environment) {
  const settings = readSettings({ env, readFile: () => '' });
  return createConfig(settings, { dataHome: '/data', runtimeDir: undefined, uid: 1000 }).oauth;
}

describe('the settings of OAuth', () => {
  it('leave it off without a password', () => {
    expect(configOf({})).toBeUndefined();
    expect(configOf(url)).toBeUndefined();
  });

  it('make the issuer the public address without a slash at its end', () => {
    expect(configOf(on)).toMatchObject({
      issuer: 'https://media.example.org',
      password: 'open sesame',
      client: undefined,
      accessTokenSeconds: 3600,
      redirects: expect.arrayContaining(['https://chatgpt.com/connector/oauth/*']) as unknown,
    });
  });

  it('take a client of ChatGPT’s, minutes and addresses', () => {
    const more = { OAUTH_ACCESS_TOKEN_EXPIRE_MINUTES: '5', OAUTH_REDIRECT_URIS: 'https://a.example/cb, app://b' };
    expect(configOf({ ...on, ...client, ...more })).toMatchObject({
      client: { id: 'chatgpt', secret: 'sixteen characters' },
      accessTokenSeconds: 300,
      redirects: ['https://a.example/cb', 'app://b'],
    });
  });

  it.each(['http://localhost:8081', 'http://127.0.0.1:8081', 'http://[::1]:8081'])(
    'take %s, for a trial',
    (address) => {
      expect(configOf({ ...on, ARR_MCP_PUBLIC_URL: address })).toMatchObject({ issuer: address });
    },
  );

  it.each([
    ['a password without an address', { OAUTH_AUTH_PASSWORD: 'open sesame' }, /ARR_MCP_PUBLIC_URL: is needed/],
    ['plain http', { ...on, ARR_MCP_PUBLIC_URL: 'http://media.example.org' }, /must be an https address/],
    ['a short password', { ...url, OAUTH_AUTH_PASSWORD: 'sesame' }, /OAUTH_AUTH_PASSWORD: must be at least 8/],
    ['a client without a password', { ...url, ...client }, /OAUTH_AUTH_PASSWORD: is needed/],
    [
      'a secret without a password',
      { ...url, OAUTH_JWT_SECRET: 'sixteen characters' },
      /OAUTH_AUTH_PASSWORD: is needed/,
    ],
    ['a client without its secret', { ...on, OAUTH_CLIENT_ID: 'chatgpt' }, /either both are set or none/],
    [
      'a short secret of the client',
      { ...on, ...client, OAUTH_CLIENT_SECRET: 'short' },
      /OAUTH_CLIENT_SECRET: must be/,
    ],
    ['more than an hour', { ...on, OAUTH_ACCESS_TOKEN_EXPIRE_MINUTES: '61' }, /whole number from 1 to 60/],
    ['an address that is none', { ...on, OAUTH_REDIRECT_URIS: 'claude' }, /must be a comma list of addresses/],
  ])('refuse %s', (_what, env, problem) => {
    expect(() => configOf(env)).toThrow(problem);
  });
});
