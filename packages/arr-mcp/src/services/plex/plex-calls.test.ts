import { checkCalls, lacksShared } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { loadPlexDescription } from '../../testing/plex-description.ts';
import type { ServiceCall } from '../service-call.ts';
import { plexCalls } from './plex-calls.ts';

// What the description leaves out. Each is in the recorded answers, or what python-plexapi, Sonarr and Radarr send to
// real servers of all versions.
const undescribed: readonly RegExp[] = [
  /^(?:sections|filterChoices|children|recentlyAdded|onDeck) .* is not in the API description$/,
  // Described as POST, which servers before 2025 do not have.
  /^refreshSection .* is not in the API description$/,
  // The fields of a media query are the library's own, and are described in words.
  /^sectionItems .* query [\w.>!]+ does not exist$/,
  /^item .* query includeGuids does not exist$/,
  // Described in words: "supports includeFields, excludeFields". The former means two things, by version.
  /^viewsToCount .* query excludeFields does not exist$/,
  /^(?:accounts|devices|bandwidth|resources|logs) .* is not in the API description$/,
];

// `viewedAt>` is the field `viewedAt` with the operator `>=`.
function withoutOperators(call: ServiceCall): ServiceCall {
  const query = Object.entries(call.query ?? {}).map(([name, kind]) => [name.replace(/[<>!]$/, ''), kind] as const);
  return { ...call, query: Object.fromEntries(query) };
}

describe.skipIf(lacksShared)('the calls of the Plex client', () => {
  it.each(['browse', 'activity', 'server'] as const)('are as the API description has them: %s', (theme) => {
    const calls: Record<string, ServiceCall> = {};
    for (const [name, call] of Object.entries<ServiceCall>(plexCalls[theme])) calls[name] = withoutOperators(call);
    const problems = checkCalls(calls, loadPlexDescription());

    expect(problems.filter((problem) => !undescribed.some((known) => known.test(problem)))).toEqual([]);
  });
});
