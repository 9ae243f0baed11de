import { afterAll, describe, expect, it } from 'vitest';

import { bearer } from '../connect.ts';
import { isHealthy, rawRequest } from '../http.ts';
import { userUnit } from '../install.ts';
import { tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

describe.skipIf(hasNoMediaHost)('a request', () => {
  const story = useStory();
  const post = async (headers: Record<string, string>, body = list) =>
    rawRequest(`${story.installation.url}/mcp`, { method: 'POST', headers: { ...json, ...headers }, body });
  const right = () => bearer(story.installation);

  // Failed logins are counted per address, and all specs share one.
  afterAll(async () => {
    await userUnit('restart', 'arr-mcp.service');
    await until('the server is up', async () => isHealthy(story.installation.url));
  });

  it('with the key is answered', async () => {
    expect(await post(right())).toMatchObject({ status: 200 });
  });

  it.each([
    ['a foreign Host', { host: 'evil.example' }],
    ['a foreign Host that ends like ours', { host: 'x.127.0.0.1.evil.example:8081' }],
    ['no Host that can be read', { host: 'a b' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['the Origin of a sandboxed page', { origin: 'null' }],
  ])('with %s is refused, key or not', async (_what, headers) => {
    expect((await post({ ...right(), ...headers })).status).toBe(403);
    expect((await post(headers)).status).toBe(403);
  });

  it('that is not JSON is told so', async () => {
    expect(await post(right(), '{"jsonrpc":')).toMatchObject({
      status: 400,
      body: expect.stringContaining('-32700') as unknown,
    });
  });

  it('that is too large is refused', async () => {
    const headers = { ...right(), 'content-length': String(2 * 1024 * 1024) };

    expect(await post(headers, '{"pad":"')).toMatchObject({ status: 413 });
  });

  it.each(['GET', 'DELETE'])('with %s is told that only POST is answered', async (method) => {
    const answer = await rawRequest(`${story.installation.url}/mcp`, { method, headers: right() });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it('of a tool that does not exist names the nearest', async () => {
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'container_lst', arguments: {} } };
    expect((await post(right(), JSON.stringify(call))).body).toMatch(/container_list/);
  });

  it('with an argument that does not exist runs nothing and names the nearest', async () => {
    const params = { name: 'container_list', arguments: { stat: 'running' } };
    const { body } = await post(right(), JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
    expect(body).toMatch(/invalid_argument.*state/);
  });

  it('to the health check needs no key and tells nothing', async () => {
    const { status, body } = await rawRequest(`${story.installation.url}/health`, {});
    expect(status).toBe(200);
    expect(body.length).toBeLessThan(50);
  });

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer arrmcp_wrong-wrong-wrong-wrong-wrong' }],
    ['a short key', { authorization: 'Bearer x' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('with %s is refused and told how to sign in', async (_what, headers) => {
    const answer = await post(headers);
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringMatching(/^Bearer/) as unknown },
    });
  });

  it('after too many wrong keys has to wait, whatever key it has', async () => {
    for (let attempt = 0; attempt < 6; attempt += 1) await post({ authorization: 'Bearer wrong' });

    const answer = await post(right());
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe.skipIf(hasNoMediaHost)('a server with a short key', () => {
  it('does not start', async () => {
    const argv = ['podman', 'run', '--rm', '--env', 'ARR_MCP_API_KEY=short', 'localhost/arr-mcp:latest'];
    const { exitCode, stderr } = await tryInLab(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/ARR_MCP_API_KEY: must be at least 16 characters/);
  });
});
