import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { describeSettings } from './config/describe-settings.ts';
import { readSettings } from './config/read-settings.ts';
import { printRows } from './cli/doctor-table.ts';
import { Canaries } from './testing/canary/canaries.ts';
import { type House, openHouse } from './testing/canary/canary-house.ts';
import { CanaryRun } from './testing/canary/canary-run.ts';
import { HouseCaller } from './testing/canary/house-caller.ts';
import { type Kind, Transcript } from './testing/canary/transcript.ts';
import { diagnose } from './tools/services/diagnose.ts';

// Distinctive secrets lie in every place where a secret can be. Then everything is called, and all that came out of it
// is searched for them.

/** What is as it should be, or cannot be told from what is. */
const exceptions: readonly { readonly kind: Kind; readonly leaks: RegExp; readonly because: string }[] = [
  {
    kind: 'disk',
    leaks: /^state\.db\S* tells: (?:compose file|\.env|Quadlet|configuration|argument: content)\b/,
    because: 'change_revert gives a changed file back as it was: its content is kept in the private data directory',
  },
  {
    kind: 'tool',
    leaks: /^change_revert \(preview\) tells: \.env: /,
    because: 'compose_to_quadlets puts the value of a variable under a name that says nothing of a secret',
  },
];

const canaries = new Canaries();
const transcript = new Transcript();
let house: House;
let run: CanaryRun;

beforeAll(async () => {
  house = await openHouse(canaries);
  const caller = new HouseCaller(house, transcript);
  run = new CanaryRun({ house, caller, canaries });
  await run.everyFailureOfPlexTv();
  await run.everyTool();
  await run.everyForm();
  await run.everyFailure();
  await run.everyRefusalOfTokens();
  await run.wrongCalls();
  await run.pages();
  await commands();
  await run.withoutServices();
  for (const line of house.app.log) transcript.add('log', messageOf(line), line);
  for (const [name, bytes] of dataFiles()) transcript.add('disk', name, bytes);
}, 300_000);

afterAll(async () => house.close());

async function commands(): Promise<void> {
  const { settings, config, services } = house.app;
  transcript.add('command', 'arr-mcp config', describeSettings(settings));
  const { scopes, dataDir, runtime } = config;
  const places = { scopes, dataDir, uid: runtime.uid, withoutRuntime: false };
  const rows = await diagnose(services, places, AbortSignal.timeout(30_000));
  transcript.add('command', 'arr-mcp doctor', printRows(rows));
  transcript.add('command', 'a start with wrong settings', refusedSettings());
}

function refusedSettings(): string {
  const env = {
    ARR_MCP_API_KEY: canaries.at('wrong setting: a key that is too short', 15),
    ARR_MCP_SECRET: canaries.at('wrong setting: a secret that is too short', 15),
    SONARR_URL: `http://harbour:${canaries.at('wrong setting: an address with a password')}@sonarr:8989`,
    ARR_MCP_PUBLIC_URL: `ftp://harbour:${canaries.at('wrong setting: a public address')}@x`,
    SONARR_APIKEY: canaries.at('wrong setting: a misspelt name'),
  };
  try {
    return JSON.stringify(readSettings({ env, readFile: () => '' }).warnings);
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}

function messageOf(line: string): string {
  const { msg, component, tool } = JSON.parse(line) as { msg?: string; component?: string; tool?: string };
  return ['log line', component, tool, msg].filter((word) => word !== undefined).join(' ');
}

function dataFiles(): [name: string, bytes: string][] {
  const folder = house.app.config.dataDir;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'latin1')]);
}

it('has arguments for every tool there is, and every one of them answers', () => {
  expect(run.unknownTools()).toEqual([]);
  expect(run.refusals()).toEqual([]);
});

it('has come to what only Plex, plex.tv and Trakt have, in each way that they have', () => {
  expect(canaries.places).toEqual(
    expect.arrayContaining([
      'plex header',
      'plex setting',
      'plex token',
      'plex subtitle, as attribute of XML',
      'plex ratingKey, as Plex token of a query',
      'plex words of its failure, as Plex token of a log',
      'plex.tv cookie',
      'plex.tv title, as apikey of a query',
      'plex.tv words of its failure, as Plex token of a log',
      'environment: trakt, given token 9',
      'store: trakt-stored, given token 2',
      'trakt words of its failure, as member of JSON',
    ]),
  );
});

describe('of all the secrets nothing is told', { timeout: 60_000 }, () => {
  it.each(['tool', 'page', 'log', 'command', 'disk'] as const)('by any %s', (kind) => {
    const leaks = transcript.leaks(kind, canaries);

    expect(transcript.count(kind)).toBeGreaterThan(0);
    expect(leaks.filter((leak) => !exceptions.some(({ leaks: known }) => known.test(leak)))).toEqual([]);
    for (const { leaks: known, kind: of } of exceptions)
      expect(of !== kind || leaks.some((leak) => known.test(leak))).toBe(true);
  });

  it('because all of them can be found', () => {
    transcript.add(
      'tool',
      'a tool that tells everything',
      canaries.places.map((place) => canaries.at(place)).join(' '),
    );

    expect(transcript.leaks('tool', canaries).length).toBeGreaterThanOrEqual(canaries.places.length);
  });
});
