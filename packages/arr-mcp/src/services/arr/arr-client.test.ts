import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type ArrName, createArrApp, createWorld } from '@arr-mcp/demo-stack';
import { checkCalls, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import type { ServiceFetch } from '../connection/service-fetch.ts';
import { openLidarr } from '../lidarr/lidarr-client.ts';
import { openProwlarr } from '../prowlarr/prowlarr-client.ts';
import { openRadarr } from '../radarr/radarr-client.ts';
import { openSonarr } from '../sonarr/sonarr-client.ts';
import { arrCalls, arrLibraryCalls } from './arr-calls.ts';
import type { ArrClient } from './arr-client.ts';
import { ArrLibraryClient } from './arr-library-client.ts';

const openers = { sonarr: openSonarr, radarr: openRadarr, lidarr: openLidarr, prowlarr: openProwlarr } as const;
const versions = { sonarr: 'v3', radarr: 'v3', lidarr: 'v1', prowlarr: 'v1' } as const;
type Name = keyof typeof openers;
const names = ['sonarr', 'radarr', 'lidarr', 'prowlarr'] as const;

function clientOn(service: Name, fetch: ServiceFetch): ArrClient {
  const options = {
    service,
    instance: service,
    baseUrl: `http://${service}.test`,
    credential: { api_key: 'k' },
    fetch,
  };
  return openers[service](options)(new AbortController().signal);
}

function clientThatReads(service: Name, text: string): ArrClient {
  return clientOn(service, async () => new Response(text, { headers: { 'content-type': 'application/json' } }));
}

type Read = (client: ArrClient) => Promise<unknown>;

// Below `/api/<version>/`.
const readers: Readonly<Record<string, Read>> = {
  'system/status': async (client) => client.status(),
  health: async (client) => client.health(),
  tag: async (client) => client.tags(),
  'command/{id}': async (client) => client.command(1),
  indexer: async (client) => client.providers('indexer'),
  notification: async (client) => client.providers('notification'),
  downloadclient: async (client) => client.providers('download client'),
  diskspace: async (client) => library(client).diskSpace(),
  rootfolder: async (client) => library(client).rootFolders(),
  qualityprofile: async (client) => library(client).qualityProfiles(),
};

function library(client: ArrClient): ArrLibraryClient {
  if (client instanceof ArrLibraryClient) return client;
  throw new Error(`${client.instance} keeps no library`);
}

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly file: string;
}

// Its index has it as the list of all, and it holds one.
const notLists = new Set(['pyarr-2022--rootfolder.json']);

function recordingsOf(service: Name): [string, Recording, Read][] {
  if (sharedFolder === undefined) return [];
  const index = readFileSync(join(sharedFolder, 'recorded', service, 'index.json'), 'utf8');
  const all = JSON.parse(index) as Recording[];
  return all.flatMap((recording): [string, Recording, Read][] => {
    const read = readers[recording.path.replace(`/api/${versions[service]}/`, '')];
    const isOurs = recording.method === 'GET' && read !== undefined && !notLists.has(recording.file);
    return isOurs ? [[recording.file, recording, read]] : [];
  });
}

function textOf(service: Name, file: string): string {
  return readFileSync(join(sharedFolder ?? '', 'recorded', service, file), 'utf8');
}

describe.skipIf(lacksShared).each(names)('what %s was recorded to answer', (service) => {
  it.each(recordingsOf(service))('is read from %s', async (file, _recording, read) => {
    const text = textOf(service, file);
    const given: unknown = JSON.parse(text);

    const answer = await read(clientThatReads(service, text));

    expect([answer].flat()).toHaveLength([given].flat().length);
    expect(answer).not.toEqual({});
  });
});

describe.skipIf(lacksShared)('what was recorded', () => {
  it('keeps its facts: the free bytes of a disk, why a health check warns, what a profile allows', async () => {
    const disks = library(clientThatReads('sonarr', textOf('sonarr', 'bardesss--diskspace.json')));
    const health = clientThatReads('radarr', textOf('radarr', 'exportarr--health.json'));
    const profiles = library(clientThatReads('radarr', textOf('radarr', 'ruddarr--qualityprofiles.json')));

    expect((await disks.diskSpace())[2]).toEqual({
      path: '/storage',
      label: '',
      freeSpace: 5_059_419_324_416,
      totalSpace: 11_904_377_847_808,
    });
    expect((await health.health())[0]).toMatchObject({ type: 'warning', source: 'IndexerLongTermStatusCheck' });
    expect((await profiles.qualityProfiles())[0]?.items?.some(({ allowed }) => allowed === true)).toBe(true);
  });

  it.each(['sonarr', 'radarr', 'lidarr'] as const)(
    'lists the queue of %s as one, whatever it is of',
    async (service) => {
      const file = service === 'lidarr' ? 'ruddarr-6243320e--queue.json' : 'ruddarr--queue.json';
      const { records } = JSON.parse(textOf(service, file)) as { records: { id: number }[] };

      const items = await library(clientThatReads(service, JSON.stringify(records))).queueItems();

      expect(items.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
      expect(items.every(({ downloadId, status }) => downloadId !== undefined && status !== undefined)).toBe(true);
    },
  );
});

describe.skipIf(lacksShared)('the calls that all *arr share', () => {
  it.each(names)('are as the API description of %s has them', (service) => {
    const description = loadApiDescription(`${service}-${versions[service]}.openapi.json`);

    const ofLibrary = service === 'prowlarr' ? {} : arrLibraryCalls(versions[service]);

    expect(checkCalls({ ...arrCalls(versions[service]), ...ofLibrary }, description)).toEqual([]);
  });
});

const titles = { sonarr: 'Sonarr', radarr: 'Radarr', lidarr: 'Lidarr', prowlarr: 'Prowlarr' } satisfies Record<
  Name,
  ArrName
>;

function openArr(service: Name) {
  const { app, state } = createArrApp({ name: titles[service], world: createWorld(), apiKey: 'k' });
  return { state, client: clientOn(service, async (url, init) => app.fetch(new Request(url, init))) };
}

describe.each(names)('the client of %s', (service) => {
  it('starts a command and follows it', async () => {
    const { client } = openArr(service);

    const { id, status } = await client.runCommand('CheckHealth');

    expect(status).toBe('queued');
    expect(await client.command(id)).toMatchObject({ name: 'CheckHealth', status: 'completed' });
  });

  it('gives the results of all tests, also when one of them fails', async () => {
    const { client, state } = openArr(service);
    const [first, second] = state.providers.downloadclient;
    const failure = { propertyName: 'Host', errorMessage: 'Unable to connect to SABnzbd' };
    state.providers.downloadclient = [{ ...first!, failure }, second!];

    expect(await client.testProviders('download client')).toEqual([
      { id: 1, isValid: false, validationFailures: [failure] },
      { id: 2, isValid: true, validationFailures: [] },
    ]);
  });

  it('refuses other bad requests as before', async () => {
    const refusing = clientOn(service, async () =>
      Response.json([{ propertyName: 'Name', errorMessage: 'Should be unique' }], { status: 400 }),
    );

    await expect(refusing.runCommand('X')).rejects.toMatchObject({
      code: 'invalid_argument',
      message: `${service}: Name: Should be unique`,
    });
    await expect(refusing.testProviders('indexer')).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('never sees the secrets of a download client', async () => {
    const { client } = openArr(service);

    const text = JSON.stringify(await client.providers('download client'));

    expect(text).toContain('********');
    expect(text).not.toContain('demo-password');
  });
});
