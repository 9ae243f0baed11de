import { describe, expect, it } from 'vitest';

import { isSecretName, maskAddresses, maskCommand, maskRecord, maskText } from './mask-secrets.ts';

describe('isSecretName', () => {
  it.each([
    'API_KEY',
    'SONARR__AUTH__APIKEY',
    'PLEX_CLAIM',
    'PLEX_TOKEN',
    'MYSQL_ROOT_PASSWORD',
    'DB_PASS',
    'PASSWD',
    'clientSecret',
    '--api-key',
    'traefik.basic.auth',
    'WIREGUARD_PRIVATE_KEY',
    'VPN_CREDENTIALS',
  ])('takes %s for a secret', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['TZ', 'PUID', 'PATH', 'UMASK', 'KEYBOARD_LAYOUT', 'BYPASS_LAN', 'AUTHOR'])('takes %s for none', (name) =>
    expect(isSecretName(name)).toBe(false),
  );
});

describe('maskRecord', () => {
  it('masks by name and leaves empty values', () => {
    expect(maskRecord({ TOKEN: 'abc', KEY: '', TZ: 'UTC' })).toEqual({ TOKEN: '********', KEY: '', TZ: 'UTC' });
  });

  it('masks the password of an address under any name', () => {
    expect(maskRecord({ DATABASE_URL: 'postgres://arr:s3cret@db:5432/x' })).toEqual({
      DATABASE_URL: 'postgres://arr:********@db:5432/x',
    });
  });
});

describe('maskCommand', () => {
  it.each([
    [
      ['serve', '--api-key=abc'],
      ['serve', '--api-key=********'],
    ],
    [
      ['serve', '--token', 'abc', '--port', '80'],
      ['serve', '--token', '********', '--port', '80'],
    ],
    [
      ['env', 'PASSWORD=abc', 'run'],
      ['env', 'PASSWORD=********', 'run'],
    ],
  ])('masks %j', (words, masked) => {
    expect(maskCommand(words)).toEqual(masked);
  });
});

describe('maskText', () => {
  it.each([
    ['GET /api/v3/queue?apikey=0123456789abcdef&page=1', 'GET /api/v3/queue?apikey=********&page=1'],
    ['http://plex:32400/library?X-Plex-Token=abcDEF123', 'http://plex:32400/library?X-Plex-Token=********'],
    ['https://t.test/announce.php?passkey=0123456789', 'https://t.test/announce.php?passkey=********'],
    ['/dl.php?id=1&torrent_pass=0123456789', '/dl.php?id=1&torrent_pass=********'],
    ['{"ApiKey":"0123456789","Port":8989}', '{"ApiKey":"********","Port":8989}'],
    ['DB_PASSWORD=hunter2 started', 'DB_PASSWORD=******** started'],
    ['connecting to redis://:pw@x and amqp://u:pw@rabbit', 'connecting to redis://:pw@x and amqp://u:********@rabbit'],
    ['Invalid token: expired', 'Invalid token: expired'],
    [`api_key=${'x'.repeat(4000)} end`, 'api_key=******** end'],
  ])('masks %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  // A pattern that looked at a text twice for each of its characters would not end within a test's time.
  it.each(['a.', 'a://b:', 'token', 'x-token-', 'a://'])('gets through a megabyte of %j', (part) => {
    const text = part.repeat(1_000_000 / part.length);

    expect(maskText(text) === text).toBe(true);
  });
});

describe('maskAddresses', () => {
  it('leaves an address without a password alone', () => {
    expect(maskAddresses('see https://wiki.servarr.com/sonarr#x@y')).toBe('see https://wiki.servarr.com/sonarr#x@y');
  });
});
