import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { type CredentialChange, changeEntry, serviceOfInstance, toKnownService } from './credential-store-entry.ts';

const before = {
  service: 'sonarr',
  instance: 'sonarr',
  url: 'http://sonarr:8989',
  credential: { api_key: 'k3y' },
};

function refusal(change: CredentialChange, entry?: typeof before): AppError {
  try {
    changeEntry(entry, change);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('the change was not refused');
}

describe('changeEntry', () => {
  it('keeps the address when the credential alone is new', () => {
    expect(changeEntry(before, { instance: 'sonarr', credential: { api_key: ' new\n' } })).toEqual({
      ...before,
      credential: { api_key: 'new' },
    });
  });

  it('takes a new address with a credential', () => {
    const change = { instance: 'sonarr', url: 'https://host/sonarr/', credential: { api_key: 'k3y' } };

    expect(changeEntry(before, change)).toEqual({ ...before, url: 'https://host/sonarr' });
  });

  it.each(['http://evil.test', 'https://sonarr:8989', 'http://sonarr:8990', 'http://sonarr:8989/base'])(
    'sends no stored credential to %s, which somebody names',
    (url) => {
      const error = refusal({ instance: 'sonarr', url }, before);

      expect(error.code).toBe('refused');
      expect(error.hint).toContain('The stored api_key would be sent to the new address.');
    },
  );

  it('sends no credential that was stored without an address to one that somebody names', () => {
    const { url: _none, ...withoutUrl } = before;

    expect(() => changeEntry(withoutUrl, { instance: 'sonarr', url: 'http://evil.test' })).toThrow(/is not changed/);
  });

  it('takes the stored address again', () => {
    expect(changeEntry(before, { instance: 'sonarr', url: 'http://SONARR:8989/' })).toEqual(before);
  });

  it('stores an address alone only of what needs no credential', () => {
    expect(changeEntry(undefined, { instance: 'bazarr', url: 'http://bazarr:6767' })).toEqual({
      service: 'bazarr',
      instance: 'bazarr',
      url: 'http://bazarr:6767',
    });
    expect(refusal({ instance: 'sonarr', url: 'http://sonarr:8989' }).message).toMatch(/is missing: api_key$/);
  });

  it.each<[string, CredentialChange, RegExp]>([
    ['nothing', { instance: 'sonarr' }, /is missing: api_key/],
    ['no field of a service without sign-in', { instance: 'bazarr' }, /is missing: url/],
    ['half a sign-in', { instance: 'qbittorrent', credential: { password: 'x' } }, /username and password, or api_key/],
    ['two sign-ins', { instance: 'qbittorrent', credential: { password: 'x', api_key: 'y' } }, /takes username/],
    ['a foreign field', { instance: 'plex', credential: { api_key: 'x' } }, /Plex takes token/],
    ['a credential for nothing', { instance: 'bazarr', credential: { api_key: 'x' } }, /takes no credential/],
    ['an empty value', { instance: 'sonarr', credential: { api_key: ' ' } }, /api_key must be one line/],
    ['two lines', { instance: 'sonarr', credential: { api_key: 'a\r\nX-Evil: b' } }, /api_key must be one line/],
    ['a long value', { instance: 'sonarr', credential: { api_key: 'x'.repeat(2001) } }, /api_key must be one line/],
    ['a file', { instance: 'sonarr', url: 'file:///etc/passwd', credential: { api_key: 'x' } }, /http or https/],
  ])('refuses %s', (_what, change, message) => {
    expect(refusal(change).message).toMatch(message);
  });

  it('repeats no value in what it says', () => {
    const hidden = 'hunter2hunter2';
    const errors = [
      refusal({ instance: 'sonarr', url: `http://me:${hidden}@host`, credential: { api_key: 'x' } }),
      refusal({ instance: 'sonarr', credential: { api_key: `${hidden}\n${hidden}` } }),
      refusal({ instance: 'plex', credential: { api_key: hidden } }),
    ];

    for (const { message, hint } of errors) expect(`${message} ${hint}`).not.toContain(hidden);
  });
});

describe('serviceOfInstance', () => {
  it.each([
    ['sonarr', 'sonarr'],
    ['sonarr-4k', 'sonarr'],
    ['qbittorrent-seed-box', 'qbittorrent'],
  ])('takes %s for one of %s', (instance, service) => {
    expect(serviceOfInstance(instance)).toBe(service);
  });

  it.each([
    ['empty', ''],
    ['in capitals', 'Sonarr'],
    ['ending in a hyphen', 'sonarr-'],
    ['with two hyphens', 'sonarr--4k'],
    ['of no service', 'sonarr4k'],
    ['of an unknown service', 'other-4k'],
    ['with a path', '../sonarr'],
    ['with a line end', 'sonarr\n'],
    ['with a foreign letter', 'sonarr-é'],
    ['of an object', '__proto__'],
    ['too long', `sonarr-${'x'.repeat(34)}`],
  ])('refuses a name that is %s', (_what, name) => {
    expect(() => serviceOfInstance(name)).toThrow('an instance is named after its service');
  });
});

describe('toKnownService', () => {
  it('leaves out what only a later arr-mcp knows', () => {
    expect(toKnownService({ service: 'laterr', instance: 'laterr' })).toBeUndefined();
  });
});
