import { describe, expect, it } from 'vitest';

import { describeSettings } from './describe-settings.ts';
import { type Environment, SettingsError, readSettings } from './read-settings.ts';
import { toBaseUrl } from '../services/base-url.ts';

function read(env: Environment, options: { dotenv?: Environment; readFile?: (path: string) => string } = {}) {
  return readSettings({ env, readFile: () => '', ...options });
}

function problemsOf(env: Environment): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [];
  }
}

describe('the settings of services', () => {
  it('name a service by its address and its key', () => {
    const { services } = read({ SONARR_URL: 'http://sonarr:8989/', SONARR_API_KEY: 'abc' });

    expect(services).toEqual([
      {
        service: 'sonarr',
        instance: 'sonarr',
        source: 'environment',
        url: 'http://sonarr:8989',
        credential: { api_key: 'abc' },
      },
    ]);
  });

  it('name further instances between the service and the field', () => {
    const { services } = read({
      SONARR_4K_URL: 'https://media.example.org/sonarr-4k',
      SONARR_4K_API_KEY: 'abc',
      RADARR_KIDS_ROOM_URL: 'http://radarr:7878',
    });

    expect(services.map(({ instance, url }) => [instance, url])).toEqual([
      ['sonarr-4k', 'https://media.example.org/sonarr-4k'],
      ['radarr-kids-room', 'http://radarr:7878'],
    ]);
  });

  it('take what a service signs in with, and nothing else', () => {
    const { services } = read({
      QBITTORRENT_USERNAME: 'admin',
      QBITTORRENT_PASSWORD: 'secret',
      QBITTORRENT_TOKEN: 'x',
      PLEX_TOKEN: 't',
      PLEX_API_KEY: 'x',
    });

    expect(services.map(({ credential }) => credential)).toEqual([
      { username: 'admin', password: 'secret' },
      { token: 't' },
    ]);
  });

  it('come from files and from .env as well, below the environment', () => {
    const { services } = read(
      { SONARR_API_KEY_FILE: '/run/secrets/sonarr', SONARR_URL: '' },
      { dotenv: { SONARR_URL: 'http://sonarr:8989', RADARR_API_KEY: 'r' }, readFile: () => 'from-file\n' },
    );

    expect(services).toMatchObject([
      { instance: 'sonarr', url: 'http://sonarr:8989', credential: { api_key: 'from-file' } },
      { instance: 'radarr', credential: { api_key: 'r' } },
    ]);
  });

  it('have for Trakt an application, and tokens that are no names of instances', () => {
    const { services } = read({
      TRAKT_CLIENT_ID: 'id',
      TRAKT_CLIENT_SECRET: 'secret',
      TRAKT_ACCESS_TOKEN: 'access',
      TRAKT_REFRESH_TOKEN: 'refresh',
      TRAKT_KIDS_CLIENT_ID: 'kids',
    });

    expect(services).toEqual([
      {
        service: 'trakt',
        instance: 'trakt',
        source: 'environment',
        credential: { client_id: 'id', client_secret: 'secret', access_token: 'access', refresh_token: 'refresh' },
      },
      { service: 'trakt', instance: 'trakt-kids', source: 'environment', credential: { client_id: 'kids' } },
    ]);
  });

  it('are refused with the variable, the reason and an example', () => {
    expect(problemsOf({ SONARR_URL: 'sonarr:8989', RADARR_URL: 'http://user:pass@radarr' })).toEqual([
      expect.stringMatching(/^SONARR_URL: must be an http or https address .*; example: http:\/\/sonarr:8989$/),
      expect.stringMatching(/^RADARR_URL: must be an http or https address without a user or password/),
    ]);
  });

  it('tell of a file that cannot be read', () => {
    const readFile = (): string => {
      throw new Error('ENOENT');
    };

    expect(() => read({ SONARR_API_KEY_FILE: '/nowhere' }, { readFile })).toThrow(
      /SONARR_API_KEY_FILE: cannot read \/nowhere \(ENOENT\)/,
    );
  });

  it.each([
    ['SONARR_APIKEY', 'SONARR_API_KEY'],
    ['RADARR_ULR', 'RADARR_URL'],
  ])('warn of %s, which is nearly %s', (variable, meant) => {
    expect(read({ [variable]: 'x' }).warnings).toEqual([`${variable} is not a setting; did you mean ${meant}?`]);
  });

  it('leave alone what others set', () => {
    expect(
      read({ SONARR_PORT: 'tcp://172.17.0.2:8989', SONARR__AUTH__METHOD: 'Forms', PLEX_CLAIM: 'c' }),
    ).toMatchObject({
      services: [],
      warnings: [],
    });
  });

  it('are printed without what is secret', () => {
    const text = describeSettings(read({ SONARR_4K_URL: 'http://sonarr', SONARR_4K_API_KEY: 'abc-secret' }));

    expect(text).toContain('SONARR_4K_URL = http://sonarr  (environment)\nSONARR_4K_API_KEY = ********  (environment)');
    expect(text).not.toContain('abc-secret');
  });
});

describe('toBaseUrl', () => {
  it.each([
    ['http://sonarr:8989', 'http://sonarr:8989'],
    ['https://media.example.org/sonarr/', 'https://media.example.org/sonarr'],
    ['HTTP://SONARR', 'http://sonarr'],
    ['ftp://sonarr', undefined],
    ['sonarr', undefined],
    ['http://sonarr/?apikey=x', undefined],
    ['http://sonarr/#x', undefined],
    ['http://user@sonarr', undefined],
  ])('takes %s for %s', (text, url) => {
    expect(toBaseUrl(text)).toBe(url);
  });
});
