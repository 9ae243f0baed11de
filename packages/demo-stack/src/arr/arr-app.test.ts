import { describe, expect, it } from 'vitest';

import { type ApiDescription, lacksShared, loadApiDescription } from '../testing/api-description.ts';
import { createWorld } from '../world/world.ts';
import { type ArrAppOptions, type ArrName, apiVersions, createArrApp } from './arr-app.ts';
import { queueRecord } from './queue-record.ts';
import { queueRoutes } from './queue-routes.ts';

const world = createWorld({ now: () => new Date('2026-11-21T12:00:00Z') });

function openArr(name: ArrName, more: Partial<ArrAppOptions> = {}) {
  const { app, state } = createArrApp({ name, world, apiKey: 'k', ...more });
  const api = `/api/${apiVersions[name]}`;
  app.route(
    api,
    queueRoutes(state, (entry) => queueRecord(entry, name, world)),
  );
  const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> => {
    const response = await app.request(path, { headers: { 'x-api-key': 'k' }, ...init });
    return { status: response.status, body: await response.json() };
  };
  return { state, ask, get: async (path: string) => ask(`${api}/${path}`), post: poster(ask, api) };
}

function poster(ask: (path: string, init: RequestInit) => Promise<{ status: number; body: unknown }>, api: string) {
  return async (path: string, body?: object) =>
    ask(`${api}/${path}`, {
      method: 'POST',
      headers: { 'x-api-key': 'k' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

const apps = ['Sonarr', 'Radarr', 'Lidarr', 'Prowlarr'] as const;
const common = ['system/status', 'health', 'tag', 'tag/1', 'command', 'indexer', 'notification', 'downloadclient'];
const ofLibraries = ['diskspace', 'rootfolder', 'qualityprofile', 'queue', 'queue/details', 'queue/status'];
const answers = apps.flatMap((name) =>
  [...common, ...(name === 'Prowlarr' ? [] : ofLibraries)].map((path) => [name, path] as const),
);
const health = { source: 'X', type: 'error', message: 'x', wikiUrl: 'https://wiki.servarr.com/x#y' } as const;

describe.skipIf(lacksShared)('the answers of an *arr', () => {
  const descriptions = new Map<ArrName, ApiDescription>();

  function described(name: ArrName): ApiDescription {
    const known = descriptions.get(name);
    const found = known ?? loadApiDescription(`${name.toLowerCase()}-${apiVersions[name]}.openapi.json`);
    descriptions.set(name, found);
    return found;
  }

  it.each(answers)('of %s at %s are as its API description has them', async (name, path) => {
    const { get, post } = openArr(name, { state: { health: [health] } });
    await post('command', { name: 'RssSync' });

    const { status, body } = await get(path);

    expect(status).toBe(200);
    expect(described(name).checkAnswer('GET', `/api/${apiVersions[name]}/${path}`, { status, body })).toEqual([]);
  });

  it.each(apps)('of %s to a command are as its API description has them', async (name) => {
    const { post } = openArr(name);

    const answer = await post('command', { name: 'RssSync' });

    expect(described(name).checkAnswer('POST', `/api/${apiVersions[name]}/command`, answer)).toEqual([]);
  });
});

describe.each(apps)('%s', (name) => {
  it('answers a ping without a key', async () => {
    expect(await openArr(name).ask('/ping', { headers: {} })).toEqual({ status: 200, body: { status: 'OK' } });
  });

  it('refuses who has no key or another one, and takes it from the query too', async () => {
    const { ask } = openArr(name);
    const path = `/api/${apiVersions[name]}/health`;

    expect(await ask(path, { headers: {} })).toEqual({ status: 401, body: { error: 'Unauthorized' } });
    expect(await ask(path, { headers: { 'x-api-key': 'other' } })).toMatchObject({ status: 401 });
    expect(await ask(`${path}?apikey=k`, { headers: {} })).toMatchObject({ status: 200 });
  });

  it('answers below its URL base alone', async () => {
    const { ask } = openArr(name, { urlBase: '/arr' });

    expect(await ask('/arr/ping')).toMatchObject({ status: 200 });
    expect(await ask('/ping')).toMatchObject({ status: 404 });
  });

  it('queues a command, and has done it when somebody looks', async () => {
    const done: object[] = [];
    const { get, post } = openArr(name, { commands: { RefreshAll: (body) => done.push(body) } });

    expect(await post('command', { name: 'refreshall', ids: [1] })).toMatchObject({
      status: 201,
      body: { id: 1, name: 'RefreshAll', commandName: 'Refresh All', status: 'queued' },
    });
    expect(await get('command/1')).toMatchObject({ body: { status: 'completed' } });
    expect(done).toEqual([{ name: 'refreshall', ids: [1] }]);
  });

  it('fails on a command that it does not know, and has no record of one that was not given', async () => {
    const { get, post } = openArr(name);

    expect(await post('command', { name: 'Dance' })).toMatchObject({ status: 500 });
    expect(await get('command/9')).toMatchObject({ status: 404 });
  });

  it('masks the secrets of its download clients and nothing else', async () => {
    const { body } = await openArr(name).get('downloadclient/2');

    expect(body).toMatchObject({
      name: 'qBittorrent',
      fields: [{ value: 'qbittorrent' }, { value: 8080 }, { value: 'demo' }, { name: 'password', value: '********' }],
    });
  });

  it('tests what is switched on, and answers with 400 and the whole list when one fails', async () => {
    const { post, state } = openArr(name);
    expect(await post('downloadclient/testall')).toMatchObject({ status: 200, body: [{ id: 1 }, { id: 2 }] });

    const [first, second] = state.providers.downloadclient;
    const failure = { propertyName: 'Host', errorMessage: 'Unable to connect' };
    state.providers.downloadclient = [
      { ...first!, failure },
      { ...second!, isEnabled: false },
    ];

    expect(await post('downloadclient/testall')).toMatchObject({
      status: 400,
      body: [{ id: 1, isValid: false, validationFailures: [failure] }],
    });
  });

  it('keeps a tag in small letters, once', async () => {
    const { get, post } = openArr(name);

    await post('tag', { label: 'Weekend' });
    await post('tag', { label: 'weekend' });

    expect(await get('tag')).toMatchObject({ body: [{ id: 1 }, { id: 2 }, { id: 3, label: 'weekend' }] });
  });
});

describe('the queue of an *arr', () => {
  it('holds the downloads of its kind, and loses one that is deleted', async () => {
    const { ask, get } = openArr('Sonarr');
    const init = { method: 'DELETE', headers: { 'x-api-key': 'k' } };

    expect(await get('queue?pageSize=2')).toMatchObject({ body: { totalRecords: 3, records: [{}, {}] } });
    expect(await ask('/api/v3/queue/1001', init)).toMatchObject({ status: 200 });
    expect(await ask('/api/v3/queue/1001', init)).toMatchObject({ status: 404 });
    expect(await get('queue')).toMatchObject({ body: { totalRecords: 2 } });
  });

  it('tells why a download does not go on', async () => {
    const { body } = await openArr('Sonarr').get('queue/details');

    expect(body).toMatchObject([
      { status: 'downloading', trackedDownloadStatus: 'ok' },
      { status: 'warning', errorMessage: 'The download is stalled with no connections' },
      { trackedDownloadState: 'importBlocked', statusMessages: [{ messages: [expect.stringContaining('No files')] }] },
    ]);
  });
});
