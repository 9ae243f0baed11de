import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkout } from '../lab.ts';

const client = { name: 'story', version: '1' };
let folder: string;
let program: { command: string; args: string[]; env: Record<string, string> };

// As a local client starts it: the bundle, on a machine without runtime and helper. Needs no media host.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arr-mcp-stdio-'));
  program = {
    command: process.execPath,
    args: [join(checkout, 'packages/arr-mcp/dist/main.js'), 'stdio'],
    env: {
      ARR_MCP_DATA_DIR: join(folder, 'data'),
      ARR_MCP_STACKS_DIR: folder,
      ARR_MCP_CONTAINER_RUNTIME: 'none',
      ARR_MCP_HELPER_SOCKET: join(folder, 'none.sock'),
    },
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('arr-mcp stdio', () => {
  it('serves the official client of the earlier revisions', async () => {
    const connection = new Client(client);
    await connection.connect(new StdioClientTransport({ ...program, stderr: 'ignore' }));

    expect((await connection.listTools()).tools.map(({ name }) => name)).toContain('overview_get');
    expect(await connection.callTool({ name: 'job_list', arguments: {} }).catch(String)).toMatchObject({
      structuredContent: { items: [], total: 0 },
    });
    await connection.close();
  });

  it('serves the client of 2026-07-28, which finds out what it speaks', async () => {
    const connection = new ModernClient(client, { versionNegotiation: { mode: 'auto' } });
    await connection.connect(new ModernTransport({ ...program, stderr: 'ignore' }));

    expect((await connection.listTools()).tools.map(({ name }) => name)).toContain('overview_get');
    await connection.close();
  });

  it('answers what was asked before the end of its input, and writes nothing else to its output', async () => {
    const child = spawn(program.command, program.args, { env: program.env, stdio: ['pipe', 'pipe', 'ignore'] });
    const output = text(child.stdout);
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: client };
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
    const call = { name: 'overview_get', arguments: {} };
    child.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: call })}\n`);
    const [exitCode] = (await once(child, 'exit')) as [number | null];

    const messages = (await output)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; result?: object });
    expect(messages.map(({ id }) => id)).toEqual([1, 2]);
    expect(messages[1]!.result).toHaveProperty('structuredContent');
    expect(exitCode).toBe(0);
  });

  it('ends at SIGTERM', async () => {
    const child = spawn(program.command, program.args, { env: program.env, stdio: ['pipe', 'pipe', 'ignore'] });
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: client };
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');

    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
