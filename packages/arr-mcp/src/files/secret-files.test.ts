import { describe, expect, it } from 'vitest';

import { beginsLikeSecret, hasSecretName, isEnvFile } from './secret-files.ts';

describe('hasSecretName', () => {
  it.each([
    'config.xml',
    'CONFIG.XML',
    'config.xml ',
    'config.xml.',
    'config.xml~',
    '#config.xml#',
    '.config.xml.swp',
    'config.xml.bak',
    'config.xml.old.1',
    'config.xml.2024-01-01',
    'config.xml.gz',
    'config.xml (1)',
    'my-config.xml',
    'ｃonfig.xml',
    'con​fig.xml',
    'config.xml_backup',
    'config.xml.bak.bak',
    'Preferences.xml',
    'preferences.xml.bak',
    'sonarr.db',
    'sonarr.db-wal',
    'sonarr.db-shm',
    'SONARR.DB',
    'sonarr.db.bak',
    'a.sqlite',
    'a.sqlite3-journal',
    'tls.pem',
    'tls.key',
    'tls.key.old',
    'store.p12',
    'a.pfx',
    'a.kdbx',
    'client.ovpn',
    'a.jks',
    'a.ppk',
    'id_rsa',
    'id_ed25519',
    'ID_RSA',
    'id_ecdsa_sk',
    'id_rsa.bak',
    'ssh_host_rsa_key',
    'wg0.conf',
    'wg0.conf.save',
    '.netrc',
    '_netrc',
    '.git-credentials',
    '.pgpass',
    '.htpasswd',
    'rclone.conf',
    'qBittorrent.conf',
    'sabnzbd.ini',
    'sabnzbd.ini.bak',
    'auth.json',
    'acme.json',
    'secrets.yaml',
    'credentials',
    '.ssh/known',
    'WireGuard/peer',
  ])('is said of %j', (name) => {
    expect(hasSecretName(`/scope/${name}`)).toBe(true);
  });

  it.each([
    'The.Key.2021.1080p.mkv',
    'keyboard.txt',
    'notes.txt',
    'compose.yaml',
    '.env',
    'id_rsa.pub',
    'config.yaml',
    'database.txt',
    'Monkey.mkv',
    'reconfig.xmlx',
    'sonarr.container',
    'a.db.nfo',
    'logs.txt',
    'film.xml',
    'key',
  ])('is not said of %j', (name) => {
    expect(hasSecretName(`/scope/${name}`)).toBe(false);
  });

  it('takes no longer than a name is long', () => {
    for (const part of ['.1', '.bak', '~', ' ', '.1-', '1'])
      expect(hasSecretName(`/${part.repeat(2000)}x`)).toBe(false);
  });
});

describe('beginsLikeSecret', () => {
  it.each([
    'SQLite format 3\0 and so on',
    '-----BEGIN PRIVATE KEY-----\n',
    'Bag Attributes\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    'PuTTY-User-Key-File-3: ssh-ed25519',
    '# created\nAGE-SECRET-KEY-1ABC',
    '<?xml version="1.0"?>\n<Config>\n  <Port>1</Port><ApiKey>a</ApiKey>',
    '\uFEFF<Config><ApiKey>',
    '<?xml?>\n<Preferences OldestPreviousVersion="1" PlexOnlineToken="a"/>',
    '[Interface]\nAddress = 10.0.0.1\nPrivateKey = abc=',
  ])('is said of %j', (text) => {
    expect(beginsLikeSecret(Buffer.from(text))).toBe(true);
  });

  it.each(['', 'text', '-----BEGIN CERTIFICATE-----', '-----BEGIN PUBLIC KEY-----', '<Config><Port>1</Port></Config>'])(
    'is not said of %j',
    (text) => {
      expect(beginsLikeSecret(Buffer.from(text))).toBe(false);
    },
  );
});

describe('isEnvFile', () => {
  it.each(['.env', '.env.local', 'media.env', '.ENV', '.env.old', '.env~', 'stack-env', '.envrc', '.env '])(
    'is said of %j',
    (name) => {
      expect(isEnvFile(`/stacks/arr/${name}`)).toBe(true);
    },
  );

  it.each(['environment.txt', 'envelope', 'compose.yaml', 'sven.txt'])('is not said of %j', (name) => {
    expect(isEnvFile(`/stacks/.env/${name}`)).toBe(false);
  });
});
