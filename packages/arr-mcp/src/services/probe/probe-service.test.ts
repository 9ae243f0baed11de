import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createArrApp,
  createProwlarrStandIn,
  createQBittorrentStandIn,
  createSabnzbdStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { fetchOf } from '../../testing/service-bench.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type ServiceName, serviceFacts } from '../service-catalog.ts';
import { createProbe } from './probe-service.ts';
import { serviceMarks } from './service-marks.ts';

const world = createWorld();
const signal = new AbortController().signal;

async function look(service: ServiceName, fetch: (request: Request) => Response | Promise<Response>, url?: string) {
  const probe = createProbe(fetchOf([{ instance: service, standIn: { fetch }, credential: {} }]), 50);
  return probe({ service, instance: service, url: url ?? `http://${service}.test` }, signal);
}

async function untilGivenUp({ signal: given }: Request): Promise<never> {
  return new Promise((_resolve, reject) => {
    given.addEventListener('abort', () => reject(given.reason as Error));
  });
}

describe('a probe without a credential', () => {
  it.each([
    ['sonarr', createArrApp({ name: 'Sonarr', world, apiKey: 'k' }).app],
    ['prowlarr', createProwlarrStandIn({ world, apiKey: 'k' })],
    ['sabnzbd', createSabnzbdStandIn({ world, apiKey: 'k' })],
    ['qbittorrent', createQBittorrentStandIn({ world, apiKey: 'k' })],
  ] as const)('finds %s', async (service, standIn) => {
    expect(await look(service, async (request) => standIn.fetch(request))).toMatchObject({ state: 'up' });
  });

  it('finds a service below its URL base, and something else at the root', async () => {
    const { app } = createArrApp({ name: 'Sonarr', world, apiKey: 'k', urlBase: '/tv' });

    expect(await look('sonarr', (request) => app.fetch(request), 'http://sonarr.test/tv')).toMatchObject({
      state: 'up',
    });
    expect(await look('sonarr', (request) => app.fetch(request))).toMatchObject({ state: 'other' });
  });

  it.each([
    ['a page', () => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } }), 'other'],
    ['another service', () => Response.json({ version: '1' }), 'other'],
    ['a redirect', () => Response.redirect('https://login.test/'), 'other'],
    ['a refusal', () => new Response('', { status: 401 }), 'other'],
    ['nothing there', () => new Response('', { status: 404 }), 'other'],
    ['a proxy before a dead service', () => new Response('', { status: 502 }), 'down'],
    ['a failure', () => new Response('', { status: 500 }), 'down'],
  ])('tells %s from Sonarr', async (_what, answer, state) => {
    const { error, ...result } = await look('sonarr', answer);

    expect(result).toMatchObject({ state });
    expect(error?.hint ?? error?.message).not.toBe('');
  });

  it('takes a refusal of who may refuse for the service', async () => {
    expect(await look('qbittorrent', () => new Response('Forbidden', { status: 403 }))).toMatchObject({ state: 'up' });
  });

  it('waits no longer than it is told', async () => {
    const { state, error } = await look('sonarr', untilGivenUp);

    expect(state).toBe('down');
    expect(error?.code).toBe('timeout');
  });
});

const Index = z.array(z.object({ path: z.string(), status: z.int(), file: z.string() }));

function recordedAt(service: string, path: string): string[] {
  const folder = join(sharedFolder ?? '', 'recorded', service);
  const index = Index.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
  const found = index.filter((each) => each.path === path && each.status === 200);
  return found.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
}

describe.skipIf(lacksShared)('what real services answered', () => {
  it.each([
    ['seerr', '/api/v1/status'],
    ['plex', '/identity'],
  ] as const)('shows %s at its health path', (service, path) => {
    const texts = recordedAt(service, path);

    expect(serviceFacts(service).healthPath).toBe(path);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(serviceMarks[service].text);
  });
});
