import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { lacksShared, readRecorded, sharedFolder } from '../../testing/shared.ts';
import type { ServiceFetch, ServiceRequestInit } from '../connection/service-fetch.ts';
import { type SabnzbdClient, openSabnzbd } from './sabnzbd-client.ts';

interface Sent {
  readonly url: string;
  readonly init: ServiceRequestInit;
}

/** A client whose service gives these answers, the last one again and again; and what it sent. */
function clientThatGets(...answers: (() => Response)[]): { client: SabnzbdClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: ServiceFetch = async (url, init) => {
    sent.push({ url, init });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined) throw new Error('there is no answer');
    return answer();
  };
  const options = { service: 'sabnzbd', instance: 'sabnzbd', baseUrl: 'http://sabnzbd.test/sabnzbd' } as const;
  const open = openSabnzbd({ ...options, fetch, credential: { api_key: 'the-key' } });
  return { client: open(new AbortController().signal), sent };
}

function says(text: string, status = 200, type = 'application/json'): () => Response {
  return () => new Response(text, { status, headers: { 'content-type': type } });
}

function fieldsOf({ init }: Sent): Record<string, unknown> {
  const { body } = init;
  if (!(body instanceof URLSearchParams || body instanceof FormData)) throw new Error('it is no form');
  return Object.fromEntries(body.entries());
}

describe('SabnzbdClient', () => {
  it('sends everything, its key too, as a form below the base address', async () => {
    const { client, sent } = clientThatGets(says('{"version":"4.5.0"}'));
    await client.version();

    expect(sent[0]?.url).toBe('http://sabnzbd.test/sabnzbd/api');
    expect(fieldsOf(sent[0] as Sent)).toEqual({ mode: 'version', output: 'json', apikey: 'the-key' });
  });

  it('takes the address of the API for that of SABnzbd', async () => {
    const sent: string[] = [];
    const open = openSabnzbd({
      service: 'sabnzbd',
      instance: 'sabnzbd',
      baseUrl: 'http://sabnzbd.test/api',
      credential: { api_key: 'k' },
      fetch: async (url) => {
        sent.push(url);
        return says('{"version":"4.5.0"}')();
      },
    });
    await open(new AbortController().signal).version();

    expect(sent).toEqual(['http://sabnzbd.test/api']);
  });

  it('hands over a file in a form of several parts', async () => {
    const { client, sent } = clientThatGets(says('{"status":true,"nzo_ids":["SABnzbd_nzo_1"]}'));
    const id = await client.addFile(new File(['<nzb/>'], 'A.nzb'), { category: 'tv', priority: 'high' });

    expect(id).toBe('SABnzbd_nzo_1');
    expect(sent[0]?.init.body).toBeInstanceOf(FormData);
    expect(fieldsOf(sent[0] as Sent)).toMatchObject({ mode: 'addfile', cat: 'tv', priority: '1' });
    expect((fieldsOf(sent[0] as Sent)['name'] as File).name).toBe('A.nzb');
  });

  it.each([
    ['API Key Incorrect', 403, 'unauthorized', /NZB key/],
    ['API Key Required', 403, 'unauthorized', /NZB key/],
    ['error: API Key Incorrect', 200, 'unauthorized', /NZB key/],
    ['{"status":false,"error":"API Key Incorrect"}', 200, 'unauthorized', /NZB key/],
    ['Access denied - Hostname verification failed: https://sabnzbd.org/hostname-check', 403, 'refused', /whitelist/],
    ['External internet access denied - https://sabnzbd.org/access-denied', 403, 'refused', /local_ranges/],
    ['{"status":false,"error":"Configuration locked"}', 200, 'refused', /config_lock/],
    ['{"status":false,"error":"item does not exist"}', 200, 'not_found', /sabnzbd_get_queue/],
    ['{"status":false,"error":"Config item does not exist"}', 200, 'not_found', /sabnzbd_get_config/],
    ['', 403, 'unauthorized', /credential_set/],
    ['<html>not here</html>', 404, 'bad_response', /SABNZBD_URL/],
  ])('tells what %j with %i means', async (text, status, code, hint) => {
    const type = text.startsWith('{') ? 'application/json' : status === 200 ? 'text/plain' : 'text/html;charset=utf-8';
    const { client } = clientThatGets(says(text, status, type));

    await expect(client.queue()).rejects.toMatchObject({
      code,
      instance: 'sabnzbd',
      hint: expect.stringMatching(hint) as string,
    });
  });

  it('passes on what SABnzbd says when it is nothing that is known', async () => {
    const { client } = clientThatGets(says('{"status":false,"error":"not implemented"}'));

    await expect(client.status()).rejects.toMatchObject({ code: 'upstream', message: /not implemented/ });
  });

  it('refuses an answer of another form', async () => {
    const { client } = clientThatGets(says('{"queue":{"slots":{}}}'));

    await expect(client.queue()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('reads again after a lost connection, and never writes twice', async () => {
    const lost = (): never => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    };
    const reading = clientThatGets(lost, says('{"version":"4.5.0"}'));
    const writing = clientThatGets(lost, says('{"status":true}'));

    expect(await reading.client.version()).toBe('4.5.0');
    await expect(writing.client.pauseAll()).rejects.toMatchObject({ code: 'unreachable' });
    expect(writing.sent).toHaveLength(1);
  });
});

describe.skipIf(lacksShared)('SabnzbdClient, of recorded answers', () => {
  const id = 'SABnzbd_nzo_453avn6n';
  const reads: readonly [string, (client: SabnzbdClient) => Promise<unknown>, unknown][] = [
    ['version', async (client) => client.version(), '4.5.0'],
    ['get_cats', async (client) => client.categories(), ['*', 'tv', 'movies']],
    ['get_files', async (client) => client.files(id), [{ name: expect.any(String) as unknown, sizeBytes: 6_180_000 }]],
    ['server_stats', async (client) => client.serverStats(), { total: 19_543_596 }],
    ['warnings', async (client) => client.warnings(), [{}, {}, {}, { type: 'WARNING' }]],
    ['status', async (client) => client.status(), { version: '4.5.0', servers: [{ servername: 'lab' }] }],
    ['fullstatus-downloading', async (client) => client.status(), { version: '4.5.0' }],
    ['get_config-misc', async (client) => client.config('misc'), { bandwidth_max: '' }],
    ['get_config-servers', async (client) => client.config('servers'), [{ name: 'lab' }]],
    ['queue-empty', async (client) => client.queue(), { total: 0, jobs: [], isPaused: false }],
    ['queue-paused-for-5-minutes', async (client) => client.queue(), { isPaused: true, pauseSecondsLeft: 299 }],
    ['history-empty', async (client) => client.history({}), { total: 0, jobs: [] }],
    ['history-failed-only', async (client) => client.history({}), { jobs: [{ status: 'Failed', canRetry: true }] }],
    ['queue-two-paused', async (client) => client.queue(), { total: 2, isPaused: true }],
    ['queue-search-limit', async (client) => client.queue(), { jobs: [{ status: 'Queued' }] }],
    ['queue-item-paused', async (client) => client.queue(), { jobs: [{ status: 'Paused' }, {}] }],
    ['history', async (client) => client.history({}), { jobs: [{ canRetry: true }, { canRetry: false }, {}] }],
    ['history-cat-limit', async (client) => client.history({}), { jobs: [{ category: 'tv' }] }],
    ['get_config-categories', async (client) => client.config('categories'), [{ name: '*' }, {}, {}]],
    ['retry', async (client) => client.retry(id), 'SABnzbd_nzo__31wkrco'],
    ['addurl', async (client) => client.addUrl('http://x/a.nzb', {}), 'SABnzbd_nzo_3zax9hnx'],
    ['addfile', async (client) => client.addFile(new File([''], 'a.nzb'), {}), id],
  ];

  it.each(reads)('reads %s', async (file, read, expected) => {
    const { client } = clientThatGets(says(readRecorded(`sabnzbd/${file}.json`).toString()));

    expect({ answer: await read(client) }).toMatchObject({ answer: expected });
  });

  it('tells sizes in bytes and times in seconds', async () => {
    const { client } = clientThatGets(says(readRecorded('sabnzbd/queue-downloading.json').toString()));
    const { jobs, ...queue } = await client.queue();

    expect(queue).toMatchObject({
      status: 'Downloading',
      bytesPerSecond: Math.round(151.11 * 1024),
      speedLimitBytesPerSecond: 409_600,
      secondsLeft: 41,
    });
    expect(jobs[0]).toMatchObject({ id, priority: 'High', sizeBytes: Math.round(5.89 * 1024 ** 2), secondsLeft: 39 });
  });

  it.each([
    ['pause', 'queue-empty', async (client: SabnzbdClient) => client.pause(id)],
    ['queue-item-priority-high', 'queue-empty', async (client: SabnzbdClient) => client.setPriority(id, 'high')],
    ['queue-delete-unknown', 'queue-empty', async (client: SabnzbdClient) => client.deleteFromQueue(id, false)],
    ['history-empty', 'history-empty', async (client: SabnzbdClient) => client.deleteFromHistory(id, false)],
  ])('does not take the yes of %s for a job that is not there', async (first, second, write) => {
    const answers = [first, second].map((name) => says(readRecorded(`sabnzbd/${name}.json`).toString()));
    const { client } = clientThatGets(...answers);

    await expect(write(client)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is told that what it handed over is no NZB', async () => {
    const { client } = clientThatGets(says(readRecorded('sabnzbd/addfile-not-an-nzb.json').toString()));

    await expect(client.addFile(new File([''], 'a.nzb'), {})).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  const others = join(sharedFolder ?? '', 'recorded/sabnzbd');
  const queues = existsSync(others) ? readdirSync(others).filter((name) => name.endsWith('--queue.json')) : [];

  it.each(queues)("reads somebody else's %s", async (file) => {
    const { client } = clientThatGets(says(readFileSync(join(others, file), 'utf8')));

    expect(await client.queue()).toMatchObject({ total: expect.any(Number) as unknown });
  });

  it("reads somebody else's server statistics", async () => {
    const text = readFileSync(join(others, 'bardesss--server-stats.json'), 'utf8');

    expect(await clientThatGets(says(text)).client.serverStats()).toEqual(
      z
        .object({
          day: z.number(),
          week: z.number(),
          month: z.number(),
          total: z.number(),
        })
        .parse(JSON.parse(text)),
    );
  });
});
