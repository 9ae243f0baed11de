import { describe, expect, it } from 'vitest';

import type { ServiceConfig } from '../../services/config-file/service-config.ts';
import { checkSetUp } from './config-problems.ts';
import type { FoundService } from './found-service.ts';

const running = { name: 'sonarr', state: 'running', matchedBy: 'image', usesHostNetwork: false, port: 8989 } as const;
const withKey = { credential: { api_key: '0123456789' } };

function found(config: ServiceConfig | undefined, facts: Partial<FoundService> = {}): FoundService {
  const path = '/config/sonarr/config.xml';
  return {
    service: 'sonarr',
    instance: 'sonarr',
    container: running,
    ...(config === undefined ? {} : { config: { path, state: 'readable', config } }),
    ...facts,
  };
}

function problems(service: FoundService, url?: string): string[] {
  const known = { service: 'sonarr', instance: 'sonarr', credential: {}, missing: [] } as const;
  return checkSetUp(service, url === undefined ? undefined : { ...known, url, urlSource: 'environment' }).map(
    ({ problem }) => problem,
  );
}

describe('checkSetUp', () => {
  it('finds nothing where all fits', () => {
    expect(problems(found({ ...withKey, bindAddress: '*', urlBase: '/tv' }), 'http://nas:8989/tv')).toEqual([]);
  });

  it.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])('finds a container that listens on %s alone', (address) => {
    expect(problems(found({ ...withKey, bindAddress: address }))).toEqual([
      `it listens on ${address} inside its container, where nobody else reaches it`,
    ]);
  });

  it('leaves loopback to a service that runs on the host or in its network', () => {
    const config = { ...withKey, bindAddress: '127.0.0.1' };
    const { container: _container, ...onHost } = found(config);

    expect(problems(onHost)).toEqual([]);
    expect(problems(found(config, { container: { ...running, usesHostNetwork: true } }))).toEqual([]);
  });

  it.each([
    [undefined, 'http://nas/tv', 'its URL base is empty, that of the address arr-mcp uses is /tv'],
    ['/tv', 'http://nas:8989', 'its URL base is /tv, that of the address arr-mcp uses is empty'],
    ['/tv', 'http://nas/tv2', 'its URL base is /tv, that of the address arr-mcp uses is /tv2'],
  ])('finds the base %s that %s does not have', (urlBase, url, problem) => {
    expect(problems(found({ ...withKey, ...(urlBase === undefined ? {} : { urlBase }) }), url)).toEqual([problem]);
  });

  it('finds a file without a key, and one that cannot be used', () => {
    expect(problems(found({ credential: {} }))).toEqual(['its configuration file holds no API key']);
    const broken = { path: 'x', state: 'not parseable', problem: 'config.xml is not XML' } as const;
    expect(problems(found(undefined, { config: broken }))).toEqual(['config.xml is not XML']);
  });

  it('finds a container that does not run, or cannot be reached', () => {
    const { port: _port, ...unpublished } = running;

    expect(problems(found(withKey, { container: { ...running, state: 'exited' } }))).toEqual([
      'its container sonarr is exited',
    ]);
    expect(problems(found(withKey, { container: unpublished }))).toEqual(['its container sonarr publishes no port']);
  });

  it('asks for no port where somebody has set an address, behind a VPN for instance', () => {
    const { port: _port, ...unpublished } = running;

    expect(problems(found(withKey, { container: unpublished }), 'http://gluetun:8989')).toEqual([]);
  });
});
