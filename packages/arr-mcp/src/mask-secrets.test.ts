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
    [String.raw`DB_PASSWORD=hun\ter2 started`, 'DB_PASSWORD=******** started'],
    ['DB_PASSWORD=hunter2 started', 'DB_PASSWORD=******** started'],
    ['connecting to redis://:pw@x and amqp://u:pw@rabbit', 'connecting to redis://:pw@x and amqp://u:********@rabbit'],
    ['Invalid token: expired', 'Invalid token: expired'],
    ['https://i.test/getnzb/x.nzb&i=1&r=0a1b2c3d4e5f60718293', 'https://i.test/getnzb/x.nzb&i=1&r=********'],
    ['https://t.test:2710/0a1b2c3d4e5f60718293/announce', 'https://t.test:2710/********/announce'],
    [
      'https://discord.com/api/webhooks/1/aB3-xY_9aB3-xY_9aB3-xY_9aB3-xY_9',
      'https://discord.com/api/webhooks/1/********',
    ],
    ['https://api.telegram.org/bot1:AA0a1b2c3d4e5f60718293/send', 'https://api.telegram.org/********/send'],
    [
      'http://p/dl?url=https%3A%2F%2Fi.test%2Fdl%3Fapikey%3Dabc%26x=1',
      'http://p/dl?url=https%3A%2F%2Fi.test%2Fdl%3Fapikey%3D********%26x=1',
    ],
    [
      `magnet:?xt=urn:btih:${'0a'.repeat(20)}&tr=https%3A%2F%2Ft.test%2F0a1b2c3d4e5f60718293%2Fannounce`,
      `magnet:?xt=urn:btih:${'0a'.repeat(20)}&tr=https%3A%2F%2Ft.test%2F********%2Fannounce`,
    ],
    ['Authorization: Bearer abc.def and more', 'Authorization: Bearer ******** and more'],
    ['sent X-Api-Key: 0123, twice', 'sent X-Api-Key: ********, twice'],
    ['Set-Cookie: SID=abc; path=/', 'Set-Cookie: ********'],
    [
      'https://wiki.servarr.com/sonarr/system#indexers-are-unavailable-due-to-failures-2025',
      'https://wiki.servarr.com/sonarr/system#indexers-are-unavailable-due-to-failures-2025',
    ],
    [
      'https://image.test/t/p/1E5baAaEse26fej7uHcjOgEE2t2.jpg',
      'https://image.test/t/p/1E5baAaEse26fej7uHcjOgEE2t2.jpg',
    ],
    ['https://x.test/The.Lighthouse.Keepers.S03E05.1080p', 'https://x.test/The.Lighthouse.Keepers.S03E05.1080p'],
    ['GET /:/prefs X-Plex-Token => abcDEF123 done', 'GET /:/prefs X-Plex-Token => ******** done'],
    ['<User id="1" authToken="a b-c" title="x"/>', '<User id="1" authToken="********" title="x"/>'],
    ["<User authenticationToken='a b' id='1'/>", "<User authenticationToken='********' id='1'/>"],
    ['<authentication-token>abc</authentication-token>', '<authentication-token>********</authentication-token>'],
    ["{'X-Plex-Token': 'abc', 'page': '1'}", "{'X-Plex-Token': '********', 'page': '1'}"],
    [String.raw`{"password":"a \"b\\ c","x":1}`, '{"password":"********","x":1}'],
    [String.raw`said {\"token\":\"abc\",\"x\":1}`, String.raw`said {\"token\":\"********\",\"x\":1}`],
    ['{"token":null,"tokens":3}', '{"token":null,"tokens":3}'],
    ['sent trakt-api-key: 0123, twice', 'sent trakt-api-key: ********, twice'],
    [`api_key=${'x'.repeat(4000)} end`, 'api_key=******** end'],
  ])('masks %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  // A pattern that looked at a text twice for each of its characters would not end within a test's time.
  it.each([
    'a.',
    'a://b:',
    'token',
    'x-token-',
    'a://',
    'a://b/?a=',
    'a://0a',
    'bearer ',
    '%2F0a1b',
    'token=',
    'token="',
    'token => ',
    '<token>',
    '"token":"\\',
    '\\',
  ])('gets through a megabyte of %j', (part) => {
    const text = part.repeat(1_000_000 / part.length);

    // Beside the masks, which are as long as the shortest of these.
    expect(maskText(text).length).toBeLessThanOrEqual(3 * text.length);
  });
});

describe('maskAddresses', () => {
  it('leaves an address without a password alone', () => {
    expect(maskAddresses('see https://wiki.servarr.com/sonarr#x@y')).toBe('see https://wiki.servarr.com/sonarr#x@y');
  });
});
