import { createPlexStandIn, createWorld } from '@arr-mcp/demo-stack';
import { checkedStandIn, lacksShared } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { isKnownDeviation, loadPlexDescription } from '../../testing/plex-description.ts';

// What only the tools of `plex` and `plex_server` ask of a server; the stand-in is held to what is described of it.
const paths = [
  '/identity',
  '/library/sections/1/all?includeGuids=1',
  '/hubs/search?query=light&limit=10',
  '/hubs/continueWatching?count=10',
  '/status/sessions',
  '/status/sessions/history/all?accountID=1&sort=viewedAt:desc',
  '/library/metadata/1',
  '/butler',
];

describe.skipIf(lacksShared)('the Plex of the household', () => {
  const description = loadPlexDescription();
  const standIn = createPlexStandIn({ world: createWorld(), apiKey: 't0ken' });

  it.each(paths)('answers %s as Plex is described', async (path) => {
    const problems: string[] = [];
    const held = checkedStandIn(standIn, description, (problem) => problems.push(problem));
    const headers = { 'X-Plex-Token': 't0ken', accept: 'application/json' };
    const response = await held.fetch(new Request(`http://plex.test${path}`, { headers }));

    expect(response.status).toBe(200);
    expect(problems.filter((problem) => !isKnownDeviation(problem))).toEqual([]);
  });
});
