import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { lacksShared, readRecorded, sharedFolder } from '../../testing/shared.ts';
import type { QueryKind, ServiceCall } from '../service-call.ts';
import { sabnzbdCalls } from './sabnzbd-calls.ts';

const Facts = z.object({
  functions: z.array(
    z.object({
      mode: z.string(),
      name: z.string().optional(),
      params: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

// Sent with every call.
const common = ['mode', 'output', 'apikey'];
const all = Object.entries<ServiceCall>(sabnzbdCalls);
const calls = all.map(([name, call]) => [name, call.body ?? {}] as const);

function only(kind: QueryKind | undefined): string | undefined {
  return typeof kind === 'object' && kind.length === 1 ? kind[0] : undefined;
}

// Of the calls that the test below holds against the settings of the real one.
function isSetting(call: string, field: string): boolean {
  return ['setCategory', 'setServer'].includes(call) && !['section', 'keyword'].includes(field);
}

it.each(all)('%s is sent by POST alone, so that no key stands in an address', (_name, call) => {
  expect(call).toMatchObject({ method: 'POST', path: '/api', body: { apikey: 'text', output: ['json'] } });
  expect(call.query).toBeUndefined();
});

describe.skipIf(lacksShared)('the calls of SABnzbd', () => {
  const { functions } = Facts.parse(
    lacksShared
      ? { functions: [] }
      : JSON.parse(readFileSync(join(sharedFolder ?? '', 'specs/sabnzbd-api-4.4.facts.json'), 'utf8')),
  );

  it.each(calls)('name in %s a mode that there is, and parameters that it has', (name, body) => {
    const [mode, sub] = [only(body['mode']), only(body['name'])];
    const known = functions.find((each) => each.mode === mode && each.name === sub);
    const fields = Object.keys(body).filter(
      (field) => !common.includes(field) && !(sub !== undefined && field === 'name') && !isSetting(name, field),
    );

    expect(known).toBeDefined();
    expect(parametersOf(known?.params)).toEqual(expect.arrayContaining(fields));
  });

  function parametersOf(params: Readonly<Record<string, string>> = {}): string[] {
    const isLikeAddUrl = Object.values(params).some((words) => words.includes('as addurl'));
    const others = isLikeAddUrl ? functions.find(({ mode }) => mode === 'addurl')?.params : {};
    return [...Object.keys(params), ...Object.keys(others ?? {})];
  }

  // The description names no settings of a category or a server; the real one answered with these.
  it.each([
    ['setCategory', 'categories'],
    ['setServer', 'servers'],
  ] as const)('name in %s settings that the real one has', (name, section) => {
    const recorded = JSON.parse(readRecorded(`sabnzbd/get_config-${section}.json`).toString()) as {
      config: Record<string, object[]>;
    };
    const settings = Object.keys(sabnzbdCalls[name].body).filter(
      (field) => ![...common, 'section', 'keyword'].includes(field),
    );

    expect(Object.keys(recorded.config[section]?.[0] ?? {})).toEqual(expect.arrayContaining(settings));
  });
});
