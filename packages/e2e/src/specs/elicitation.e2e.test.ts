import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bearer } from '../connect.ts';
import { type RunningDemo, startDemo } from '../start-demo.ts';

type Answer =
  | { readonly action: 'accept'; readonly content: { readonly ok: boolean } }
  | { readonly action: 'decline' | 'cancel' };

interface AskedUser {
  readonly client: Client;
  /** what the user was asked, in order */
  readonly questions: { readonly message: string; readonly fields: string[] }[];
}

let demo: RunningDemo;
const info = { name: 'arr-mcp-e2e', version: '1.0.0' };
const yes: Answer = { action: 'accept', content: { ok: true } };
const stopOf = (name: string) => ({ name: 'container_stop', arguments: { name } });

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => demo.end('SIGTERM'));

function endpoint(): [URL, { requestInit: { headers: Record<string, string> } }] {
  return [new URL(`${demo.url}/mcp/x/full`), { requestInit: { headers: bearer(demo) } }];
}

/** A client that shows its user every question; the user gives the answers one after the other. */
async function connectAsking(...answers: readonly Answer[]): Promise<AskedUser> {
  const client = new Client(info, {
    capabilities: { elicitation: { form: {} } },
    versionNegotiation: { mode: { pin: '2026-07-28' } },
  });
  const questions: AskedUser['questions'] = [];
  client.setRequestHandler('elicitation/create', ({ params }) => {
    if (params.mode === 'url') throw new Error('nobody is to be sent to an address');
    const answer = answers[questions.length];
    questions.push({ message: params.message, fields: Object.keys(params.requestedSchema.properties) });
    if (answer === undefined) throw new Error(`nobody answers this: ${params.message}`);
    return answer;
  });
  await client.connect(new StreamableHTTPClientTransport(...endpoint()));
  return { client, questions };
}

async function stateOf(client: Client, name: string): Promise<unknown> {
  const { structuredContent } = await client.callTool({ name: 'container_inspect', arguments: { name } });
  return (structuredContent as { state?: unknown }).state;
}

describe('a client that can ask its user', () => {
  it('stops a container when the user agrees, in one call', async () => {
    const { client, questions } = await connectAsking(yes);

    const { structuredContent } = await client.callTool(stopOf('gluetun'));

    expect(structuredContent).toMatchObject({ status: 'done' });
    expect(questions).toEqual([{ message: expect.stringMatching(/^Stops gluetun/) as string, fields: ['ok'] }]);
    expect(await stateOf(client, 'gluetun')).not.toBe('running');
    await client.callTool({ name: 'container_start', arguments: { name: 'gluetun' } });
    await client.close();
  });

  it('asks for a call through the finder too', async () => {
    const { client, questions } = await connectAsking(yes);

    const { structuredContent } = await client.callTool({ name: 'call_write_tool', arguments: stopOf('gluetun') });

    expect(structuredContent).toMatchObject({ status: 'done' });
    expect(questions).toHaveLength(1);
    await client.callTool({ name: 'container_start', arguments: { name: 'gluetun' } });
    await client.close();
  });

  it.each([
    ['declined', { action: 'decline' }],
    ['declined', { action: 'accept', content: { ok: false } }],
    ['cancelled', { action: 'cancel' }],
  ] as const)('tells the model that the call was %s, and stops nothing', async (status, answer) => {
    const { client, questions } = await connectAsking(answer);

    const { structuredContent, isError } = await client.callTool(stopOf('gluetun'));

    expect(structuredContent).toEqual({ status, next: expect.stringMatching(/^Nothing was done/) as string });
    expect(isError).not.toBe(true);
    expect(questions).toHaveLength(1);
    expect(await stateOf(client, 'gluetun')).toBe('running');
    await client.close();
  });

  it('asks nothing for a call that reads', async () => {
    const { client, questions } = await connectAsking();

    await client.callTool({ name: 'container_list', arguments: {} });

    expect(questions).toEqual([]);
    await client.close();
  });
});

describe('a client that cannot ask its user', () => {
  it('is given the preview and its token', async () => {
    const client = new Client(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
    await client.connect(new StreamableHTTPClientTransport(...endpoint()));

    const { structuredContent } = await client.callTool(stopOf('gluetun'));

    expect(structuredContent).toMatchObject({
      status: 'confirmation_required',
      confirmation_token: expect.any(String) as string,
    });
    await client.close();
  });

  it('since it speaks an earlier protocol is given them too, whatever it declares', async () => {
    const client = new LegacyClient(info, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, () => {
      throw new Error('a stateless server asks nothing in this era');
    });
    // The SDK's own types disagree here under exactOptionalPropertyTypes.
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc does need it
    await client.connect(new LegacyTransport(...endpoint()) as Parameters<typeof client.connect>[0]);

    const { structuredContent } = await client.callTool(stopOf('gluetun'));

    expect(structuredContent).toMatchObject({ status: 'confirmation_required' });
    await client.close();
  });
});
