import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, readRecorded, sharedFolder } from '../../testing/shared.ts';
import type { ServiceCall } from '../service-call.ts';
import { qbittorrentCalls, versionFourCalls } from './qbittorrent-calls.ts';

interface Endpoint {
  readonly path: string;
  readonly parameters?: readonly { readonly name: string; readonly about?: string }[];
}

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly form?: object;
  readonly multipart?: object;
}

const { endpoints } = lacksShared
  ? { endpoints: [] }
  : (JSON.parse(readFileSync(join(sharedFolder ?? '', 'specs/qbittorrent-webui-v5.facts.json'), 'utf8')) as {
      endpoints: Endpoint[];
    });
const { entries } = lacksShared
  ? { entries: [] }
  : (JSON.parse(readRecorded('qbittorrent/index.json').toString()) as { entries: Recording[] });
const calls = Object.entries<ServiceCall>(qbittorrentCalls);

/** Names that the description has, or that a real one was sent and took. */
function knownNames(path: string): Set<string> {
  const described = endpoints.filter((each) => each.path === path).flatMap(({ parameters = [] }) => parameters);
  const taken = entries.filter((each) => each.path === path && each.status === 200);
  return new Set([
    ...described.map(({ name }) => name),
    ...taken.flatMap(({ form = {}, multipart = {} }) => [...Object.keys(form), ...Object.keys(multipart)]),
  ]);
}

describe.skipIf(lacksShared)('the calls of qBittorrent', () => {
  it.each(calls)('%s has a path that the description has', (_name, { path }) => {
    expect(endpoints.map((each) => each.path)).toContain(path);
  });

  // Some parameters are described in sentences alone.
  it.each(calls.filter(([, { path }]) => knownNames(path).size > 0))('%s sends what is known there', (_name, call) => {
    const { path, query = {}, body = {} } = call;
    const known = knownNames(path);

    expect([...Object.keys(query), ...Object.keys(body)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('filter by what version 5 knows, and by the one word of version 4', () => {
    const list = endpoints.find(({ path }) => path === qbittorrentCalls.torrents.path);
    const about = list?.parameters?.find(({ name }) => name === 'filter')?.about ?? '';
    const [, words = ''] = /Allowed state filters: (.*)$/.exec(about) ?? [];
    const unknown = qbittorrentCalls.torrents.query.filter.filter((word) => !words.split(', ').includes(word));

    expect(unknown).toEqual(['paused']);
  });

  it('have their words of version 4 apart, which version 5 does not know', () => {
    const gone = entries.filter(({ status }) => status === 404).map(({ path }) => path);

    expect(gone).toEqual(expect.arrayContaining(Object.values(versionFourCalls).map(({ path }) => path)));
  });
});
