import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Connection, bearer, connect, succeed } from '../connect.ts';
import { type RunningDemo, startDemo } from '../start-demo.ts';

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly requestBody: { readonly required: boolean };
}

interface Description {
  readonly servers: readonly [{ readonly url: string }];
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}

// What the operations that demand arguments are called with.
const neededArguments: Readonly<Record<string, Record<string, unknown>>> = {
  call_read_tool: { name: 'unit_list' },
  container_logs: { name: 'gluetun' },
  compose_read: { stack: 'media' },
  log_search: { query: 'database is locked', since: '2d' },
  media_search: { query: 'orbital' },
  radarr_search_new_movie: { term: 'glass' },
  sonarr_search_new_series: { term: 'cartographers' },
};

let demo: RunningDemo;
let connection: Connection;

beforeAll(async () => {
  demo = await startDemo({ ARR_MCP_RATE_LIMIT: '1000' });
  connection = await connect(demo);
});

afterAll(async () => {
  await connection.close();
  await demo.end('SIGTERM');
});

/** As ChatGPT imports it: by an address, without headers. */
async function description(toolsets = ''): Promise<Description> {
  const answer = await fetch(`${demo.url}/openapi.json?key=${demo.key}${toolsets}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Description;
}

async function call(url: string, args?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...bearer(demo), ...(args === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(args === undefined ? {} : { body: JSON.stringify(args) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('a custom action', () => {
  it('gets an answer of every operation in its description', async () => {
    const { servers, paths } = await description();
    const operations = Object.entries(paths).map(([path, { post }]) => ({ ...post, url: servers[0].url + path }));

    expect(operations.length).toBeGreaterThan(15);
    expect(operations.length).toBeLessThanOrEqual(30);
    for (const { operationId: name, url, requestBody } of operations) {
      // It asks after a job, and there is none.
      if (name === 'job_get') continue;
      const args = neededArguments[name];
      expect({ name, required: args !== undefined }).toEqual({ name, required: requestBody.required });
      expect({ name, ...(await call(url, args)) }).toMatchObject({ name, status: 200, body: {} });
    }
  });

  it('gets what a client of MCP gets', async () => {
    const args = { title: 'orbital' };

    const { body } = await call(`${demo.url}/api/tools/sonarr_get_all_series`, args);

    expect(body).toMatchObject({ items: [{ title: 'Orbital Gardeners' }] });
    expect(body).toEqual(await succeed(connection, 'sonarr_get_all_series', args));
  });

  it('gets the tools of the toolsets that it names', async () => {
    const names = Object.keys((await description('&toolsets=radarr,plex')).paths);

    expect(names).toContain('/api/tools/radarr_get_queue');
    expect(names.filter((name) => !/^\/api\/tools\/(?:radarr|plex)_/.test(name))).toEqual([]);
  });

  it('changes nothing', async () => {
    const before = await call(`${demo.url}/api/tools/container_list`);

    const { status, body } = await call(`${demo.url}/api/tools/container_stop`, { name: 'gluetun' });

    expect(status).toBe(403);
    expect(body).toMatchObject({ error: { code: 'read_only', hint: expect.stringContaining('/mcp') as unknown } });
    const states = ({ body: list }: typeof before) =>
      (list['items'] as { name: string; state: string }[]).map((each) => [each.name, each.state]);
    expect(states(await call(`${demo.url}/api/tools/container_list`))).toEqual(states(before));
  });
});
