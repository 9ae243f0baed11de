import { describe, expect, it } from 'vitest';

import { type KnownService, mergeKnown } from './service-instance.ts';

const fromStore: KnownService = {
  service: 'sonarr',
  instance: 'sonarr',
  source: 'store',
  url: 'http://stored:8989',
  credential: { api_key: 'stored' },
};

describe('mergeKnown', () => {
  it('takes each fact from the best source that has it', () => {
    const [merged] = mergeKnown([
      { service: 'sonarr', instance: 'sonarr', source: 'container', url: 'http://found:8989' },
      fromStore,
      { service: 'sonarr', instance: 'sonarr', source: 'environment', url: 'http://set:8989' },
    ]);

    expect(merged).toMatchObject({
      url: 'http://set:8989',
      urlSource: 'environment',
      credential: { api_key: 'stored' },
      credentialSource: 'store',
      missing: [],
    });
  });

  it('takes a credential whole from one source', () => {
    const [merged] = mergeKnown([
      { service: 'qbittorrent', instance: 'qbittorrent', source: 'environment', credential: { username: 'admin' } },
      {
        service: 'qbittorrent',
        instance: 'qbittorrent',
        source: 'store',
        url: 'http://qb:8080',
        credential: { username: 'other', password: 'secret' },
      },
    ]);

    expect(merged).toMatchObject({ credential: { username: 'admin' }, missing: ['url', 'password'] });
  });

  it('sends a credential that is set to no address that was stored', () => {
    const [merged] = mergeKnown([
      { service: 'sonarr', instance: 'sonarr', source: 'environment', credential: { api_key: 'set' } },
      fromStore,
    ]);

    expect(merged).toMatchObject({ credential: { api_key: 'set' }, missing: ['url'] });
    expect(merged).not.toHaveProperty('url');
  });

  it.each(['container', 'file'] as const)('sends a credential found by %s to no address that was stored', (source) => {
    const { credential: _none, ...addressAlone } = fromStore;

    const [merged] = mergeKnown([
      addressAlone,
      { service: 'sonarr', instance: 'sonarr', source, credential: { api_key: 'x' } },
    ]);

    expect(merged).toMatchObject({ missing: ['url'] });
  });

  it.each([
    [{ username: 'admin', password: 'x' }, []],
    [{ api_key: 'x' }, []],
    [{ username: 'admin' }, ['password']],
  ])('finds qBittorrent with %o lacking %j', (credential, missing) => {
    const known: KnownService = {
      service: 'qbittorrent',
      instance: 'qbittorrent',
      source: 'environment',
      url: 'http://qb:8080',
      credential,
    };

    expect(mergeKnown([known])[0]?.missing).toEqual(missing);
  });

  it('knows where a service of the internet is, and needs no more than its client id', () => {
    const known = { service: 'trakt', instance: 'trakt', source: 'environment' } as const;
    const [merged, lacking] = [{ client_id: 'id' }, { client_secret: 's' }].map(
      (credential) => mergeKnown([{ ...known, credential }])[0],
    );

    expect(merged).toMatchObject({ url: 'https://api.trakt.tv', missing: [] });
    expect(merged).not.toHaveProperty('urlSource');
    expect(lacking).toMatchObject({ missing: ['client_id'] });
    expect(mergeKnown([{ ...known, url: 'http://stand-in' }])[0]).toMatchObject({ url: 'http://stand-in' });
  });

  it('says what an instance lacks', () => {
    expect(mergeKnown([{ service: 'radarr', instance: 'radarr', source: 'container' }])[0]?.missing).toEqual([
      'url',
      'api_key',
    ]);
  });

  it('lets the best source say of which service a name is', () => {
    const merged = mergeKnown([{ ...fromStore, source: 'container', service: 'radarr' }, fromStore]);

    expect(merged).toMatchObject([{ service: 'sonarr', instance: 'sonarr' }]);
  });

  it('lists instances in the order of the catalogue', () => {
    const names = ['radarr', 'sonarr-4k', 'sonarr'] as const;
    const known = names.map((instance): KnownService => {
      return { ...fromStore, service: instance === 'radarr' ? 'radarr' : 'sonarr', instance };
    });

    expect(mergeKnown(known).map(({ instance }) => instance)).toEqual(['sonarr', 'sonarr-4k', 'radarr']);
  });
});
