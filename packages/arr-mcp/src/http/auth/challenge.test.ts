import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { InsufficientScopeError, allScopes } from '../../scopes.ts';
import { createErrorHandler } from '../error-handler.ts';
import { type AccessTokens, requireBearer } from './access.ts';
import { ApiKey } from './api-key.ts';
import { LoginLimiter } from './login-limiter.ts';

const resourceMetadata = 'https://media.example/.well-known/oauth-protected-resource/mcp';
const metadata = `resource_metadata="${resourceMetadata}"`;

async function identify(token: string) {
  if (token === 'ended-token') throw new AppError('unauthorized', 'the token has expired');
  return token === 'good-token' ? { id: 'grant:1', name: 'a client', scopes: allScopes } : undefined;
}

function ask(authorization: string, tokens?: AccessTokens) {
  const app = Fastify();
  const access = {
    apiKey: new ApiKey('the-admin-key-0123456789'),
    limiter: new LoginLimiter(),
    dashboardPublic: false,
  };
  app.setErrorHandler(createErrorHandler(tokens?.resourceMetadata));
  app.addHook('onRequest', requireBearer(tokens === undefined ? access : { ...access, tokens }));
  app.get('/', async ({ caller }) => caller?.name);
  app.get('/more', async () => {
    throw new InsufficientScopeError('container_restart', 'write');
  });
  return async (url: string) => {
    const { statusCode, headers, body } = await app.inject({
      url,
      headers: authorization === '' ? {} : { authorization },
    });
    return { statusCode, challenge: headers['www-authenticate'], body };
  };
}

describe('WWW-Authenticate', () => {
  it.each([
    ['', undefined, 'Bearer realm="arr-mcp"'],
    ['Bearer wrong', undefined, 'Bearer realm="arr-mcp"'],
    ['', { resourceMetadata, identify }, `Bearer ${metadata}`],
    ['Bearer wrong', { resourceMetadata, identify }, `Bearer error="invalid_token", ${metadata}`],
    ['Bearer ended-token', { resourceMetadata, identify }, `Bearer error="invalid_token", ${metadata}`],
  ])('with 401, for authorization "%s"', async (authorization, tokens, challenge) => {
    expect(await ask(authorization, tokens)('/')).toMatchObject({ statusCode: 401, challenge });
  });

  it.each([
    [undefined, 'Bearer error="insufficient_scope", scope="write"'],
    [{ resourceMetadata, identify }, `Bearer error="insufficient_scope", scope="write", ${metadata}`],
  ])('names the scope that is missing, with 403', async (tokens, challenge) => {
    expect(await ask('Bearer the-admin-key-0123456789', tokens)('/more')).toMatchObject({ statusCode: 403, challenge });
  });

  it('is on no other answer', async () => {
    const answer = await ask('Bearer good-token', { resourceMetadata, identify })('/');

    expect(answer).toEqual({ statusCode: 200, challenge: undefined, body: 'a client' });
  });
});

describe('an access token', () => {
  it('that has ended is no failed login, and one that never was is', async () => {
    const ended = ask('Bearer ended-token', { resourceMetadata, identify });
    const wrong = ask('Bearer wrong', { resourceMetadata, identify });
    const statuses = [];
    for (let count = 0; count < 6; count += 1)
      statuses.push((await ended('/')).statusCode, (await wrong('/')).statusCode);

    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 429]);
  });
});
