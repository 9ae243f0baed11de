import type { StandIn } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { memoryTokens } from '../testing/memory-tokens.ts';
import { fetchOf, registryOf } from '../testing/service-bench.ts';
import type { KnownService } from './service-instance.ts';
import { ServiceRegistry } from './service-registry.ts';

const { signal } = new AbortController();
const sonarr = { credential: { api_key: 'key' } };

/** Answers with its name and the key that it was asked with. */
function echo(name: string): StandIn {
  return { fetch: (request) => Response.json({ version: name, appName: request.headers.get('x-api-key') }) };
}

describe('ServiceRegistry', () => {
  it('gives the only instance when none is named', async () => {
    const registry = registryOf([{ instance: 'sonarr', standIn: echo('4.0'), ...sonarr }]);

    expect(await registry.client('sonarr', undefined, signal).status()).toEqual({ version: '4.0', appName: 'key' });
  });

  it('asks to choose among several, and gives the one that is named', async () => {
    const registry = registryOf(
      ['sonarr', 'sonarr-4k'].map((instance) => ({ instance, standIn: echo(instance), ...sonarr })),
    );

    expect(() => registry.client('sonarr', undefined, signal)).toThrow(/several: sonarr, sonarr-4k/);
    expect(await registry.client('sonarr', 'sonarr-4k', signal).status()).toMatchObject({ version: 'sonarr-4k' });
    expect(() => registry.client('sonarr', 'sonarr-8k', signal)).toThrow(/no sonarr-8k/);
  });

  it('tells the tokens that were given since, so that they can be looked for', () => {
    const kept = new Map([['trakt', { clientId: 'app', accessToken: 'access', refreshToken: 'refresh' }]]);
    const settings = [{ service: 'trakt', instance: 'trakt', source: 'environment', credential: {} }] as const;
    const registry = new ServiceRegistry({
      settings,
      stored: () => [],
      fetch: fetchOf([]),
      tokens: memoryTokens(kept),
    });

    expect(registry.givenTokens()).toEqual(['access', 'refresh']);
  });

  it('says which settings are missing', () => {
    expect(() => registryOf([]).client('sonarr', undefined, signal)).toThrow(
      expect.objectContaining({
        code: 'not_configured',
        message: 'Sonarr is not configured: SONARR_URL, SONARR_API_KEY are missing',
      }) as Error,
    );
  });

  it('takes what is stored while it runs, and a changed key, at once', async () => {
    const stored: KnownService[] = [];
    const fetch = fetchOf([{ instance: 'sonarr', standIn: echo('4.0'), ...sonarr }]);
    const registry = new ServiceRegistry({ settings: [], stored: () => stored, fetch });
    const put = (api_key: string): void => {
      stored.length = 0;
      stored.push({
        service: 'sonarr',
        instance: 'sonarr',
        source: 'store',
        url: 'http://sonarr.test',
        credential: { api_key },
      });
    };

    expect(registry.instances('sonarr')).toEqual([]);
    put('one');
    expect(await registry.client('sonarr', undefined, signal).status()).toMatchObject({ appName: 'one' });
    put('two');
    expect(await registry.client('sonarr', undefined, signal).status()).toMatchObject({ appName: 'two' });
  });

  it('lets what was discovered fill in what nobody set', () => {
    const fetch = fetchOf([]);
    const settings: KnownService[] = [
      { service: 'sonarr', instance: 'sonarr', source: 'environment', credential: { api_key: 'k' } },
    ];
    const registry = new ServiceRegistry({ settings, stored: () => [], fetch });

    expect(registry.instances('sonarr')).toEqual([]);
    registry.setDiscovered([{ service: 'sonarr', instance: 'sonarr', source: 'container', url: 'http://host:8989' }]);
    expect(registry.instances('sonarr')).toEqual(['sonarr']);
    registry.setDiscovered([]);
    expect(registry.instances('sonarr')).toEqual([]);
  });
});
