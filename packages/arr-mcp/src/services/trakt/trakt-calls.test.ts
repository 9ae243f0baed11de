import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import type { ServiceCall } from '../service-call.ts';
import { traktCalls } from './trakt-calls.ts';
import * as schemas from './trakt-schemas.ts';

const Facts = z.object({
  routes: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      paginated: z.boolean(),
      has_body: z.boolean(),
      query_uses: z.array(z.string()),
    }),
  ),
});
const Index = z.array(z.object({ path: z.string(), query: z.string().optional(), file: z.string() }));

const calls = Object.entries<ServiceCall>(traktCalls);

// Paged since 2026, which the description does not say: github.com/trakt/trakt-api/discussions/775.
const pagedSince = new Set(['/sync/watched/{type}']);

function read(...path: string[]): unknown {
  return lacksShared ? undefined : JSON.parse(readFileSync(join(sharedFolder ?? '', ...path), 'utf8'));
}

function routeOf({ method, path }: ServiceCall, routes: z.output<typeof Facts>['routes']) {
  const wanted = path.replaceAll(/\{[^}]+\}/g, ':');
  return routes.find((route) => route.method === method && route.path.replaceAll(/:[a-z_]+/g, ':') === wanted);
}

type Route = ReturnType<typeof routeOf>;

// What takes something may be asked without it.
function takesExtended(route: Route): boolean[] {
  return route?.query_uses.some((each) => each.startsWith('extended')) === true ? [true, false] : [false];
}

function isPaged({ path }: ServiceCall, route: Route): boolean[] {
  return route?.paginated === true || pagedSince.has(path) ? [true, false] : [false];
}

describe.skipIf(lacksShared)('the calls of Trakt', () => {
  const { routes } = Facts.parse(read('specs', 'trakt-routes.facts.json') ?? { routes: [] });

  it.each(calls)('%s is one that the API has, with what it takes', (_name, call) => {
    const route = routeOf(call, routes);
    const query = Object.keys(call.query ?? {});

    expect(route).toBeDefined();
    expect(call.body !== undefined).toBe(route?.has_body);
    expect(takesExtended(route)).toContain(query.includes('extended'));
    expect(isPaged(call, route)).toContain(query.includes('limit'));
  });
});

/** Recordings by the pattern of their path, and how what is in them is read. */
const readers: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\/(?:sync|users\/me)\/watched\/(?:shows|movies)$/, z.array(schemas.Watched)],
  [/^\/(?:sync|users\/me)\/watchlist/, z.array(schemas.Listed)],
  [/^\/search\//, z.array(schemas.Found)],
  [/^\/(?:shows|movies)\/trending$/, z.array(schemas.Trending)],
  [/^\/(?:shows|movies)\/(?:\d+|tt\d+|game-of-thrones|tron-legacy-2010)$/, schemas.Media],
  [/^\/shows\/[^/]+\/seasons$/, z.array(schemas.Season)],
  [/^\/shows\/[^/]+\/seasons\/1$/, z.array(schemas.Episode)],
  [/^\/shows\/[^/]+\/progress\/watched$/, schemas.Progress],
  [/^\/calendars\/(?:my|all)\/shows/, z.array(schemas.Airing)],
  [/^\/calendars\/(?:my|all)\/(?:movies|dvd)/, z.array(schemas.Release)],
  [/^\/genres\//, schemas.Genres],
];

describe.skipIf(lacksShared)('what Trakt answered', () => {
  const recorded = Index.parse(read('recorded', 'trakt', 'index.json') ?? []);
  const ours = recorded.flatMap(({ path, file }) => {
    const reader = readers.find(([pattern]) => pattern.test(path));
    return reader === undefined ? [] : [[path, file, reader[1]] as const];
  });

  it.each(ours)('is understood at %s (%s)', (_path, file, schema) => {
    expect(schema.safeParse(read('recorded', 'trakt', file)).error).toBeUndefined();
  });

  it('is there for every kind of answer', () => {
    for (const [pattern] of readers) expect(recorded.some(({ path }) => pattern.test(path))).toBe(true);
    expect(ours.length).toBeGreaterThan(30);
  });

  it('is projected on what is in use', () => {
    const [show] = z.array(schemas.Trending).parse(read('recorded', 'trakt', 'trakt.py--shows-trending.json'));

    expect(show?.show).toMatchObject({ title: 'The Flash', year: 2014, ids: { trakt: 60_300, imdb: 'tt3107288' } });
    expect(show?.show).not.toHaveProperty('available_translations');
  });
});
