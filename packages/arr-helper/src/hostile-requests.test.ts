import { readdir } from 'node:fs/promises';

import { operationNames, operations } from '@arr-mcp/helper-protocol';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startHelperProcess } from './testing/helper-process.ts';
import { createHost } from './testing/test-helper.ts';

// 3,000 by default; the long job sets 100,000.
const runs = Number(process.env['HOSTILE_RUNS'] ?? 3000);
const parallel = 25;
const seed = 20_260_101;

// A process of its own, so that its memory is told apart from that of the generator of requests.
let host: Awaited<ReturnType<typeof createHost>>;
let helper: Awaited<ReturnType<typeof startHelperProcess>>;
beforeAll(async () => {
  host = await createHost();
  // With little room for lasting objects a request that leaves a kilobyte behind ends the process.
  helper = await startHelperProcess({ ...host.env, NODE_OPTIONS: '--max-old-space-size=64' });
  // Waits for what the helper does at its start, so that every later call would be a request's doing.
  await helper.send(harmless);
});
afterAll(async () => {
  await helper.stop();
  await host.remove();
});

const harmless = '{"op":"stack_ps","args":{"stack":"media"}}';
const residentBytesAtMost = 250 * 1024 * 1024;

const validName = fc.constantFrom('media', 'radarr', 'radarr.service', 'a'.repeat(64));
const hostilePart = fc.constantFrom(
  '../',
  '/',
  '\n',
  '\0',
  '-',
  ' ',
  ';',
  '$(id)',
  '`id`',
  '|',
  '\u2215',
  '\u0430',
  '\\',
  '%2e',
  '*',
);
const hostileName = fc.oneof(
  fc.tuple(validName, hostilePart).map(([name, part]) => `${name}${part}`),
  fc.tuple(validName, hostilePart).map(([name, part]) => `${part}${name}`),
  fc.integer({ min: 300, max: 10_000 }).map((length) => 'x'.repeat(length)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const wrongType = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.anything()),
);
const fieldNames = ['stack', 'unit', 'name', 'kind', 'content', 'files', 'backup', 'lines', 'since', 'expected_sha256'];
const field = fc.constantFrom(...fieldNames, '__proto__', 'constructor', 'argv', 'path', 'cwd');
const args = fc.oneof(fc.dictionary(field, fc.oneof(hostileName, wrongType, validName), { maxKeys: 5 }), fc.anything());
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...operationNames) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'toString', 'exec', 'stack_up\n', '') },
);
const structured = fc
  .record({ op: operation, args, extra: fc.option(fc.anything(), { nil: undefined }) })
  .map((request) => JSON.stringify(request, (_key, value: unknown) => (typeof value === 'bigint' ? 0 : value)))
  .filter(isRefusedBySchema);
const malformed = fc.oneof(
  fc.string({ maxLength: 200 }).filter((text) => !isJson(text)),
  structured.map((text) => text.slice(0, -1)),
  fc.integer({ min: 1, max: 2000 }).map((depth) => '['.repeat(depth)),
  fc.constantFrom(
    '{"op":"stack_up","args":{"__proto__":{"stack":"media"}}}',
    '{"op":"stack_up","op":"x"}',
    'null',
    '[]',
  ),
);
const hostileBody = fc.oneof({ weight: 4, arbitrary: structured }, { weight: 1, arbitrary: malformed });

/** The generator makes valid requests too (`systemd_list` with `{}`); those are not hostile. */
function isRefusedBySchema(text: string): boolean {
  const { op, args: given, ...rest } = JSON.parse(text) as { op: string; args?: unknown };
  const known = operationNames.find((name) => name === op);
  return known === undefined || Object.keys(rest).length > 0 || !operations[known].args.safeParse(given ?? {}).success;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('hostile requests', () => {
  it(
    `are all refused: nothing runs, nothing is touched (${runs} requests, seed ${seed})`,
    async () => {
      const filesBefore = await readdir(host.root, { recursive: true });
      const callsBefore = await host.calls();
      await fc.assert(
        fc.asyncProperty(fc.array(hostileBody, { minLength: parallel, maxLength: parallel }), async (bodies) => {
          for (const { status, body } of await Promise.all(bodies.map(async (text) => helper.send(text)))) {
            expect([status, body['ok'], body['code']]).toEqual([400, false, 'bad_request']);
          }
        }),
        { seed, numRuns: Math.ceil(runs / parallel), endOnFailure: true },
      );
      expect(await host.calls()).toEqual(callsBefore);
      expect(await readdir(host.root, { recursive: true })).toEqual(filesBefore);
      expect(helper.residentBytes()).toBeLessThan(residentBytesAtMost);
      expect((await helper.send(harmless)).status).toBe(200);
    },
    Math.max(60_000, runs * 20),
  );
});
