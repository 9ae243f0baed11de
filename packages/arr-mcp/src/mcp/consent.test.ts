import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { createNamedKey } from '../http/auth/named-keys.ts';
import { KeyStore } from '../storage/key-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { type TestApp, createTestApp, testKey } from '../testing/test-app.ts';

let media: string;
let app: TestApp;
let otherKey: string;

beforeAll(async () => {
  media = mkdtempSync(join(tmpdir(), 'consent-'));
  const stacks = join(media, 'stacks');
  mkdirSync(stacks);
  app = await createTestApp({ ARR_MCP_MEDIA_DIR: media, ARR_MCP_STACKS_DIR: stacks });
  const database = openStateDatabase(join(app.config.dataDir, 'state.db'));
  otherKey = createNamedKey(new KeyStore(database), { name: 'other', scopes: ['admin'] });
  database.close();
});

afterEach(() => vi.useRealTimers());

afterAll(async () => {
  await app.close();
  rmSync(media, { recursive: true });
});

interface Question {
  readonly resultType: string;
  readonly requestState: string;
  readonly inputRequests: { readonly confirm: { readonly params: { readonly message: string } } };
  readonly structuredContent: Record<string, unknown>;
}

interface Options {
  readonly elicitation?: object | undefined;
  readonly key?: string;
}

async function send(params: { name: string; [field: string]: unknown }, options: Options = {}) {
  const { key = testKey, elicitation = {} } = options;
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities':
      'elicitation' in options && !options.elicitation ? {} : { elicitation },
  };
  const answer = await app.server.app.inject({
    method: 'POST',
    url: '/mcp',
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': params.name,
    },
    payload: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...params, _meta: meta } },
  });
  return answer.json<{ result: Question; error?: { code: number; message: string } }>();
}

function film(name = 'film.mkv', content = 'frames'): { path: string; call: { name: string; arguments: object } } {
  const path = join(media, name);
  writeFileSync(path, content);
  return { path, call: { name: 'file_delete', arguments: { path } } };
}

const yes = { confirm: { action: 'accept', content: { ok: true } } };

describe('a destructive call of a client that can ask its user', () => {
  it('is a question to the user, and holds no token that a model could use', async () => {
    const { path, call } = film();

    const { result } = await send(call);

    expect(result).toMatchObject({
      resultType: 'input_required',
      inputRequests: {
        confirm: {
          method: 'elicitation/create',
          params: {
            mode: 'form',
            message: `Deletes ${path} (6 bytes). Its content is kept.`,
            requestedSchema: {
              type: 'object',
              properties: { ok: { type: 'boolean', default: false } },
              required: ['ok'],
            },
          },
        },
      },
    });
    expect(Object.keys(result)).not.toContain('structuredContent');
    expect(existsSync(path)).toBe(true);
  });

  it('is done once the user agrees, and once only', async () => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;
    const agreed = { ...call, inputResponses: yes, requestState };

    expect((await send(agreed)).result.structuredContent).toMatchObject({ status: 'done', deleted: path });
    expect(existsSync(path)).toBe(false);

    film();
    expect((await send(agreed)).result.inputRequests.confirm.params.message).toMatch(/^Asked again/);
    expect(existsSync(path)).toBe(true);
  });

  it('is asked about through the finder as well', async () => {
    const { path, call } = film();
    const found = { name: 'call_write_tool', arguments: call };
    const { requestState, resultType } = (await send(found)).result;

    expect(resultType).toBe('input_required');
    const { result } = await send({ ...found, inputResponses: yes, requestState });
    expect(result.structuredContent).toMatchObject({ status: 'done', deleted: path });
  });

  it.each([
    ['declined', { action: 'decline' }],
    ['declined', { action: 'accept', content: { ok: false } }],
    ['cancelled', { action: 'cancel' }],
  ])('is told to be %s after %j, and cannot be agreed to afterwards', async (status, confirm) => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;

    const { result } = await send({ ...call, inputResponses: { confirm }, requestState });

    expect(result).toMatchObject({ resultType: 'complete', structuredContent: { status } });
    expect(result.structuredContent['next']).toMatch(/^Nothing was done/);
    const late = await send({ ...call, inputResponses: yes, requestState });
    expect(late.result.resultType).toBe('input_required');
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['another question', { other: yes.confirm }],
    ['no decision', { confirm: { action: 'accept', content: {} } }],
    ['a decision that is none', { confirm: { action: 'accept', content: { ok: 'true' } } }],
  ])('is asked about again when the client answers %s', async (_what, inputResponses) => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;

    const { result } = await send({ ...call, requestState, ...(inputResponses && { inputResponses }) });

    expect(result.resultType).toBe('input_required');
    expect(existsSync(path)).toBe(true);
  });

  it('is asked about again when what would be done has changed', async () => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;
    film('film.mkv', 'other frames');

    const { result } = await send({ ...call, inputResponses: yes, requestState });

    expect(result.inputRequests.confirm.params.message).toMatch(/^Asked again.*\nDeletes .* \(12 bytes\)/);
    expect(existsSync(path)).toBe(true);
  });
});

describe('the state that a client sends back', () => {
  it.each([
    ['changed', (state: string) => `${state.slice(0, -3)}AAA`],
    ['extended', (state: string) => `${state}-TAMPERED`],
    ['made up', () => 'v1.e30.e30'],
    ['no state', () => 'x'.repeat(10_000)],
  ])('is refused when it is %s', async (_what, forge) => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;

    const { error } = await send({ ...call, inputResponses: yes, requestState: forge(requestState) });

    expect(error).toMatchObject({ code: -32_602, message: 'Invalid or expired requestState' });
    expect(existsSync(path)).toBe(true);
  });

  it('counts for nothing once it is ten minutes old', async () => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });

    const { result } = await send({ ...call, inputResponses: yes, requestState });

    expect(result.inputRequests.confirm.params.message).toMatch(/^Asked again/);
    expect(existsSync(path)).toBe(true);
  });

  it('counts for nothing with another call or another caller, and stays good for its own', async () => {
    const { path, call } = film();
    const other = film('other.mkv');
    const { requestState } = (await send(call)).result;
    const answered = { inputResponses: yes, requestState };

    expect((await send({ ...other.call, ...answered })).result.resultType).toBe('input_required');
    expect((await send({ ...call, ...answered }, { key: otherKey })).result.resultType).toBe('input_required');
    expect([existsSync(path), existsSync(other.path)]).toEqual([true, true]);

    expect((await send({ ...call, ...answered })).result.structuredContent).toMatchObject({ status: 'done' });
  });

  it('holds nothing but the token and a digest of the call', async () => {
    const { call } = film();
    const { requestState } = (await send(call)).result;
    const body = JSON.parse(Buffer.from(requestState.split('.')[1]!, 'base64url').toString()) as { p: object };

    expect(Object.keys(body.p)).toEqual(['token', 'call']);
    expect(requestState.length).toBeLessThan(300);
  });
});

describe('a client that cannot show a form', () => {
  it.each([
    ['declares nothing', undefined],
    ['opens addresses only', { url: {} }],
  ])('and %s is given the preview and its token', async (_what, elicitation) => {
    const { call } = film();

    const { result } = await send(call, { elicitation });

    expect(result).toMatchObject({
      resultType: 'complete',
      structuredContent: { status: 'confirmation_required', confirmation_token: expect.any(String) as string },
    });
  });

  it('and sends an answer all the same is given the preview', async () => {
    const { path, call } = film();
    const { requestState } = (await send(call)).result;

    const { result } = await send({ ...call, inputResponses: yes, requestState }, { elicitation: undefined });

    expect(result.structuredContent).toMatchObject({ status: 'confirmation_required' });
    expect(existsSync(path)).toBe(true);
  });
});
