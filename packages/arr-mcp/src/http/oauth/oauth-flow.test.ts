import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  createOAuthBench,
  issuer,
  preRegistered,
  resource,
} from '../../testing/oauth-bench.ts';

const claudeCallback = 'https://claude.ai/api/mcp/auth_callback';
const codeDocument = 'https://claude.ai/oauth/claude-code-client-metadata';

let bench: OAuthBench;

beforeAll(async () => {
  bench = await createOAuthBench(
    {},
    {
      fetchDocument: async () =>
        Response.json({
          client_id: codeDocument,
          client_name: 'Claude Code',
          client_uri: 'https://claude.ai',
          redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'none',
        }),
    },
  );
});
afterAll(async () => bench.close());

describe('the metadata', () => {
  it.each(['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'])(
    'at %s tells what tokens are for and who gives them out',
    async (path) => {
      const answer = await new OAuthClient(bench).send(path, { headers: { origin: 'https://anywhere.example' } });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.json()).toMatchObject({
        resource,
        authorization_servers: [issuer],
        scopes_supported: ['read', 'write', 'admin'],
        bearer_methods_supported: ['header'],
      });
    },
  );

  it('of the authorization server is that of RFC 8414', async () => {
    const answer = await new OAuthClient(bench).send('/.well-known/oauth-authorization-server');
    expect(answer.json()).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      registration_endpoint: `${issuer}/oauth/register`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      scopes_supported: ['read', 'write', 'admin'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
      revocation_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    });
  });
});

describe('a client', () => {
  it('that registers itself as claude.ai does is let in', async () => {
    const client = new OAuthClient(bench);
    const registered = await client.register({
      client_name: 'Claude',
      redirect_uris: [claudeCallback],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      scope: 'read write admin',
    });
    expect(registered.statusCode).toBe(201);
    const { client_id: id, ...told } = registered.json<Record<string, string>>();
    expect(told).toMatchObject({ token_endpoint_auth_method: 'none', redirect_uris: [claudeCallback] });
    expect(told).not.toHaveProperty('client_secret');
    const mine = { client_id: id ?? '', redirect_uri: claudeCallback };

    const back = await client.authorize({ ...mine, scope: 'read write admin' });

    expect(`${back.origin}${back.pathname}`).toBe(claudeCallback);
    expect(back.searchParams.get('state')).toBe('the state');
    expect(back.searchParams.get('iss')).toBe(issuer);
    const tokens = await client.exchange(back.searchParams.get('code') ?? '', { ...mine, resource });
    expect(tokens.headers['cache-control']).toBe('no-store');
    expect(tokens.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'read write' });
    const list = await client.listTools(tokens.json<{ access_token: string }>().access_token);
    expect(list.statusCode).toBe(200);
  });

  it.each(['body', 'header'])(
    'that is pre-registered signs in with its secret in the %s, as ChatGPT’s custom actions do',
    async (where) => {
      const client = new OAuthClient(bench);
      const redirect = { redirect_uri: 'https://chatgpt.com/aip/g-0123abc/oauth/callback' };
      const withoutPkce = { code_challenge: '', code_challenge_method: '', resource: [] };
      const basic = `Basic ${Buffer.from(`${preRegistered.id}:${preRegistered.secret}`).toString('base64')}`;
      const inBody = { client_id: preRegistered.id, client_secret: preRegistered.secret };

      const back = await client.authorize({ client_id: preRegistered.id, ...redirect, ...withoutPkce, scope: 'full' });
      const fields = { ...redirect, code_verifier: [], ...(where === 'body' ? inBody : {}) };
      const code = back.searchParams.get('code') ?? '';
      const tokens = await client.exchange(code, fields, where === 'body' ? {} : { authorization: basic });

      expect(tokens.json()).toMatchObject({ token_type: 'Bearer', scope: 'read write' });
      const list = await client.listTools(tokens.json<{ access_token: string }>().access_token);
      expect(list.statusCode).toBe(200);
    },
  );

  it('that registers itself as ChatGPT’s connectors do is let in', async () => {
    const client = new OAuthClient(bench);
    const redirectUri = 'https://chatgpt.com/connector/oauth/kXb3_Q-9';
    const answer = await client.register({
      client_name: 'ChatGPT',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    });
    const mine = { client_id: answer.json<{ client_id: string }>().client_id, redirect_uri: redirectUri };

    const back = await client.authorize({ ...mine, scope: 'read write admin offline_access' }, { scope: ['admin'] });
    const tokens = await client.exchange(back.searchParams.get('code') ?? '', { ...mine, resource });

    expect(tokens.json()).toMatchObject({ scope: 'read write admin' });
    expect(bench.log.join('')).not.toContain(tokens.json<{ access_token: string }>().access_token);
  });

  it('that is described by a document is let in on any port of the same computer', async () => {
    const client = new OAuthClient(bench);
    const mine = { client_id: codeDocument, redirect_uri: 'http://localhost:51234/callback' };

    const back = await client.authorize({ ...mine, scope: 'read' });

    const tokens = await client.exchange(back.searchParams.get('code') ?? '', mine);
    expect(tokens.json()).toMatchObject({ scope: 'read' });
  });
});
