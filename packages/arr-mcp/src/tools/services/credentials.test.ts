import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type StandIn,
  createQBittorrentStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { KnownService } from '../../services/service-instance.ts';
import { ServiceRegistry } from '../../services/service-registry.ts';
import { CredentialStore } from '../../storage/credential-store.ts';
import { fetchOf } from '../../testing/service-bench.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const apiKey = 'k3y-of-the-stand-in-0123456789ab';
const world = createWorld();
const options = { world, apiKey };

let dataDir: string;
let store: CredentialStore;
let asked: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'credential-tools-'));
  store = new CredentialStore({ dataDir, secret: 'a-secret-of-the-test-0123456789' });
  asked = [];
});

afterEach(() => rmSync(dataDir, { recursive: true }));

/** A bench whose registry reads the store, with stand-ins at `http://<instance>.test`. */
function bench(settings: readonly KnownService[] = [], credentials = store): ToolBench {
  const standIns = [
    { instance: 'sonarr', standIn: recorded(createSonarrStandIn(options)), credential: {} },
    { instance: 'sabnzbd', standIn: recorded(createSabnzbdStandIn(options)), credential: {} },
    { instance: 'qbittorrent', standIn: recorded(createQBittorrentStandIn(options)), credential: {} },
  ];
  const services = new ServiceRegistry({ settings, stored: () => credentials.list(), fetch: fetchOf(standIns) });
  return new ToolBench({ services, credentials });
}

function recorded(standIn: StandIn): StandIn {
  return {
    fetch(request) {
      asked.push(request.url);
      return standIn.fetch(request);
    },
  };
}

const sonarr = { service: 'sonarr', url: 'http://sonarr.test', api_key: apiKey };
const fromEnvironment: KnownService = {
  service: 'sonarr',
  instance: 'sonarr',
  source: 'environment',
  url: 'http://sonarr.test',
  credential: { api_key: apiKey },
};

describe('credential_set', () => {
  it('B31 stores a credential and tells that the service takes it', async () => {
    const answer = await bench().call('credential_set', sonarr);

    expect(answer).toMatchObject({ instance: 'sonarr', url: 'http://sonarr.test', fields: ['api_key'], works: true });
    expect(answer['version']).toMatch(/^\d+\./);
    expect(answer['notes']).toEqual(['Its tools are listed after the next start; find_tools finds them now.']);
    expect(JSON.stringify(answer)).not.toContain(apiKey);
    expect(store.find('sonarr')?.credential).toEqual({ api_key: apiKey });
  });

  it.each([
    ['sonarr', { api_key: 'wrong-key' }],
    ['sabnzbd', { api_key: 'wrong-key' }],
  ])('tells that %s refuses the credential, which is stored all the same', async (service, credential) => {
    const answer = await bench().call('credential_set', { service, url: `http://${service}.test`, ...credential });

    expect(answer).toMatchObject({ works: false, problem: expect.stringMatching(/refused|key/i) as string });
    expect(store.find(service)?.credential).toEqual(credential);
  });

  it('tells of sabnzbd that it takes the credential', async () => {
    const given = { service: 'sabnzbd', url: 'http://sabnzbd.test', api_key: apiKey };

    expect(await bench().call('credential_set', given)).toMatchObject({
      works: true,
      version: expect.any(String) as string,
    });
  });

  it('tells that nobody answers', async () => {
    const answer = await bench().call('credential_set', { ...sonarr, url: 'http://nobody.test' });

    expect(answer).toMatchObject({ works: false, problem: expect.stringContaining('sonarr: ') as string });
    expect(answer).toHaveProperty('hint');
  });

  it('tells what is still missing', async () => {
    const answer = await bench().call('credential_set', { service: 'sonarr-4k', api_key: apiKey });

    expect(answer).toMatchObject({ works: false, problem: 'Sonarr is not configured: SONARR_4K_URL is missing' });
  });

  it('asks no service that has no tools', async () => {
    const answer = await bench().call('credential_set', { service: 'bazarr', url: 'http://bazarr.test' });

    expect(answer).toMatchObject({ fields: [], problem: 'it was not asked: there are no tools for Bazarr' });
    expect(answer).not.toHaveProperty('works');
  });

  it('sends no stored key to an address that an assistant was talked into', async () => {
    const tools = bench();
    await tools.call('credential_set', sonarr);
    asked = [];

    const moved = tools.call('credential_set', { service: 'sonarr', url: 'http://qbittorrent.test' });

    await expect(moved).rejects.toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('would be sent to the new address') as string,
    });
    expect(store.find('sonarr')?.url).toBe('http://sonarr.test');
    expect(asked).toEqual([]);
  });

  it('sends no key of the environment there either, whatever else is stored with it', async () => {
    const { url: _none, ...keyAlone } = fromEnvironment;
    const tools = bench([keyAlone]);

    const answer = await tools.call('credential_set', { ...sonarr, url: 'http://qbittorrent.test', api_key: 'bait' });

    expect(answer).toMatchObject({ works: false, problem: 'Sonarr is not configured: SONARR_URL is missing' });
    expect(answer['notes']).toEqual([
      "The environment's credential (SONARR_…) wins over the stored one.",
      'The stored address takes only the stored credential: SONARR_URL has to be set as well.',
    ]);
    expect(asked).toEqual([]);
  });

  it('says that the environment wins', async () => {
    const answer = await bench([fromEnvironment]).call('credential_set', { ...sonarr, api_key: 'other' });

    expect(answer).toMatchObject({ works: true });
    expect(answer['notes']).toEqual([
      'SONARR_URL is set in the environment and wins over the stored address.',
      "The environment's credential (SONARR_…) wins over the stored one.",
    ]);
  });

  it('leaves no value in the audit, nor in an error', async () => {
    const tools = bench();
    await tools.call('credential_set', sonarr);
    const refused = tools.call('credential_set', { service: 'qbittorrent', username: 'me', api_key: apiKey });
    await expect(refused).rejects.toThrow('qBittorrent takes username and password, or api_key');

    expect(tools.audit()).toMatchObject([
      { tool: 'credential_set', outcome: 'done', arguments: { service: 'sonarr', api_key: '********' } },
      { tool: 'credential_set', outcome: 'failed' },
    ]);
    expect(JSON.stringify(tools.audit())).not.toContain(apiKey);
  });

  it('stores nothing without a secret', async () => {
    const none = new CredentialStore({ dataDir, secret: undefined });

    await expect(bench([], none).call('credential_set', sonarr)).rejects.toMatchObject({ code: 'not_configured' });
  });
});

describe('credential_list', () => {
  it('B32 tells what is set up, from where, and what is missing, without a value', async () => {
    const tools = bench([fromEnvironment]);
    store.set({ instance: 'qbittorrent', credential: { username: 'admin', password: 'hunter2' } });

    const answer = await tools.call('credential_list');

    expect(answer['items']).toEqual([
      {
        instance: 'sonarr',
        url: 'http://sonarr.test',
        url_source: 'environment',
        fields: ['api_key'],
        credential_source: 'environment',
      },
      {
        instance: 'qbittorrent',
        fields: ['username', 'password'],
        credential_source: 'store',
        missing: ['url'],
      },
    ]);
    for (const value of [apiKey, 'admin', 'hunter2']) expect(JSON.stringify(answer)).not.toContain(value);
  });

  it('says why nothing can be stored, or read', async () => {
    const none = new CredentialStore({ dataDir, secret: undefined });
    expect(await bench([], none).call('credential_list')).toMatchObject({
      items: [],
      problem: 'no credential can be stored: ARR_MCP_SECRET is not set',
    });

    writeFileSync(join(dataDir, 'credentials.json'), 'torn');
    expect(await bench([fromEnvironment]).call('credential_list')).toMatchObject({
      items: [{ instance: 'sonarr' }],
      problem: expect.stringContaining('are damaged') as string,
      hint: expect.stringContaining('move it away') as string,
    });
  });
});

describe('credential_delete', () => {
  it('B33 says what goes, and deletes it when that is agreed to', async () => {
    const tools = bench();
    await tools.call('credential_set', sonarr);

    const { preview, done } = await tools.confirm('credential_delete', { service: 'sonarr' });

    expect(preview['summary']).toContain('of sonarr: the address http://sonarr.test, api_key.');
    expect(done).toEqual({ deleted: 'sonarr', still_set_up: false, status: 'done' });
    expect(store.list()).toEqual([]);
  });

  it('deletes nothing without a token', async () => {
    store.set({ instance: 'plex', credential: { token: 't' } });

    await bench().call('credential_delete', { service: 'plex' });

    expect(store.list()).toHaveLength(1);
  });

  it('leaves what the environment sets', async () => {
    store.set({ instance: 'sonarr', credential: { api_key: 'other' } });

    const { done } = await bench([fromEnvironment]).confirm('credential_delete', { service: 'sonarr' });

    expect(done).toMatchObject({ still_set_up: true });
  });

  it('tells what is stored nowhere', async () => {
    const deleting = bench([fromEnvironment]).call('credential_delete', { service: 'sonarr' });

    await expect(deleting).rejects.toMatchObject({
      code: 'not_found',
      hint: 'The environment, or its container, tells of it.',
    });
  });
});

describe('a server whose stored credentials are damaged', () => {
  it('starts, and says so in its log', async () => {
    writeFileSync(join(dataDir, 'credentials.json'), 'torn');

    const app = await createTestApp({ ARR_MCP_DATA_DIR: dataDir, ARR_MCP_SECRET: 'a-secret-of-the-test-0123456789' });

    const told = app.log.filter((line) => line.includes('stored credentials are not used'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('are damaged: it is not JSON');
    await app.close();
  });
});
