import { chmodSync, chownSync, linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { type ScopeFolders, isRoot, stranger } from './file-scope.fixtures.ts';

/** What no tool may show. */
export const canary = 'canary-6f1d';

// Kept outside of the scopes, and shown under names that hide what it is.
const outside = 'outside/target.txt';
const traversals = [
  '..',
  '%2e%2e',
  '..%2f',
  '%252e%252e',
  '..%c0%af',
  '..;',
  '.. ',
  '...',
  '..\\',
  '\u2025',
  '．．',
  '.%00.',
];
const secretNames = [
  'config.xml',
  'CONFIG.XML',
  'Config.Xml',
  'config.xml.bak',
  'config.xml~',
  'config.xml.',
  'config.xml ',
  'config.xml.old.2',
  '#config.xml#',
  '.config.xml.swp',
  'config.xml.2024-11-21',
  'con​fig.xml',
  'ｃonfig.xml',
  'old-config.xml',
  'sonarr.db',
  'SONARR.DB',
  'sonarr.db-wal',
  'sonarr.db-shm',
  'sonarr.db-journal',
  'sonarr.db.bak',
  'sonarr.db.1',
  'a.sqlite',
  'a.sqlite3',
  'a.sqlite-wal',
  'tls.pem',
  'TLS.PEM',
  'tls.key',
  'tls.key.old',
  'tls.p12',
  'tls.pfx',
  'a.jks',
  'id_rsa',
  'id_ed25519',
  'id_ecdsa',
  'id_dsa',
  'ID_RSA',
  'id_rsa.bak',
  'ssh_host_ed25519_key',
  'a.ppk',
  'a.kdbx',
  'a.ovpn',
  '.netrc',
  '_netrc',
  '.git-credentials',
  '.pgpass',
  '.my.cnf',
  '.htpasswd',
  '.npmrc',
  '.pypirc',
  'shadow',
  'auth.json',
  'Preferences.xml',
  'preferences.xml.bak',
  'qBittorrent.conf',
  'sabnzbd.ini',
  'sabnzbd.ini.bak',
  'rclone.conf',
  'wg0.conf',
  'WG0.conf',
  'acme.json',
  'credentials.json',
  'secrets.yaml',
  '.ssh/known_hosts',
  'wireguard/peer1',
  'nzbget.conf',
];
const secretTexts: Readonly<Record<string, string>> = {
  'a database': 'SQLite format 3\0',
  'a private key': '-----BEGIN PRIVATE KEY-----\n',
  'a key of SSH': '-----BEGIN OPENSSH PRIVATE KEY-----\n',
  'a key behind other text': 'Bag Attributes\n-----BEGIN RSA PRIVATE KEY-----\n',
  'a key of PGP': '-----BEGIN PGP PRIVATE KEY BLOCK-----\n',
  'settings of a Servarr': '<Config>\n  <ApiKey>',
  'settings of Plex': '<?xml?>\n<Preferences PlexOnlineToken="',
  'a WireGuard file': '[Interface]\nPrivateKey = ',
};

/** A path to try. */
export interface Attack {
  readonly name: string;
  readonly path: string;
  /**
   * `hidden`: as if it were not there; `refused`: it is known to be there, and nothing more; `literal`: a name like any
   * other, which nothing is read into
   */
  readonly outcome: 'hidden' | 'refused' | 'literal';
}

/** Lays out everything that attacks are after; the attacks. */
export function layOut(folders: ScopeFolders): Attack[] {
  folders.write(outside, canary);
  folders.write('media-server2/film/a.txt', canary);
  folders.write('mediax', canary);
  folders.write('data/state.txt', canary);
  folders.write('media/film/a.txt', 'ours');
  const attacks = [...writtenPaths(folders), ...links(folders), ...strangeEntries(folders), ...secrets(folders)];
  return isRoot ? [...attacks, ...strangers(folders)] : attacks;
}

function writtenPaths(folders: ScopeFolders): Attack[] {
  const media = folders.path('media');
  const deep = `${media}/film`;
  const written = [
    '',
    '.',
    '..',
    '/',
    '//',
    'media',
    'film/a.txt',
    '~',
    '~/x',
    'C:\\x',
    '\\\\host\\x',
    'file:///etc/passwd',
    '\0',
    ' ',
    '\n',
    '/etc/passwd',
    '/etc/shadow',
    '/proc/self/environ',
    '/proc/self/cmdline',
    '/proc/1/environ',
    '/dev/null',
    '/dev/zero',
    '/proc/self/root/etc/passwd',
    `/proc/self/root${deep}/a.txt`,
    '/proc/self/cwd/package.json',
    '/proc/thread-self/environ',
    '/sys/kernel/notes',
    '/dev/stdin',
    '/dev/fd/0',
    '/proc/self/fd/0',
    '/proc/self/maps',
    '/proc/kcore',
    '/root',
    '/tmp',
    folders.root,
    `${folders.root}/`,
    folders.path(outside),
    folders.path('data'),
    folders.path('data/state.txt'),
    folders.path('mediax'),
    folders.path('media-server2'),
    folders.path('media-server2/film/a.txt'),
    `${media}2/a`,
    `${media} `,
    `/${deep}/a.txt`,
    `///${deep.slice(1)}/a.txt`,
    `${deep}//a.txt`,
    `${deep}/./a.txt`,
    `${deep}/a.txt/.`,
    `${deep}/a.txt/..`,
    `${deep}/a.txt//`,
    `${deep}/a.txt/x`,
    `${deep}/a.txt/../a.txt`,
    `${deep}/none/../a.txt`,
    `${media}/../media/film/a.txt`,
    `${deep}/a.txt\0`,
    `${deep}/a.txt\0.png`,
    `${deep}\0/a.txt`,
    `${deep}/a.txt\n`,
    `${deep}/\na.txt`,
    `\n${deep}/a.txt`,
    `${deep}/a.txt\u0007`,
    `${deep}/\u001B[31ma.txt`,
    `${deep}/a.txt\r`,
    ` ${deep}/a.txt`,
    `${deep}/\uD800`,
    `${deep}/\uFFFD`,
    `${media}/${'x'.repeat(256)}`,
    `${media}/${'x'.repeat(5e3)}`,
    `${media}/${'a/'.repeat(2500)}b`,
    `${media}/${'ä'.repeat(200)}`,
    `${media}/..\\..\\outside\\target.txt/x\0`,
    `${deep}/%00`.replace('%00', '\0'),
    media.replace('/tmp', '/proc/self/root/tmp'),
    folders.path('Media/film/a.txt'),
    folders.path('MEDIA'),
    deep.replaceAll('/', '\\'),
    deep.slice(1),
    `.${deep}`,
    `file://${deep}`,
  ];
  const climbing = traversals.flatMap((dots) => [
    [`${deep}/${dots}/${dots}/${outside}`, dots],
    [`${media}/${dots}/${outside}`, dots],
    [`${deep}/${dots}/film/a.txt`, dots],
  ]);
  return [...written.map((path) => [path, '..']), ...climbing].map(([path = '', dots]) => ({
    name: `the path ${JSON.stringify(path.replace(folders.root, '')).slice(0, 80)}`,
    path,
    // Two dots alone lead upwards; nothing is decoded, and nothing that looks alike is taken for them.
    outcome: dots === '..' ? 'hidden' : 'literal',
  }));
}

function links(folders: ScopeFolders): Attack[] {
  const targets = [
    '/etc/passwd',
    '/etc',
    '/',
    '/proc/self/environ',
    '/proc/self/fd/0',
    '/proc/self/root/etc/passwd',
    '/dev/zero',
    '/dev/null',
    '../../outside/target.txt',
    '../..',
    '../../outside',
    folders.path(outside),
    folders.path('data'),
    folders.path('data/state.txt'),
    'nowhere',
    '../nowhere/x',
    '/nowhere',
    folders.path('none'),
    folders.path('media-server2'),
    '../../mediax',
    '/proc/self/cwd',
  ];
  mkdirSync(folders.path('media/links'));
  const plain = targets.flatMap((target, index) => {
    symlinkSync(target, folders.path(`media/links/${index}`));
    return ['', '/target.txt', '/passwd'].map((rest) => `${index}${rest}`);
  });
  for (const [name, target] of [
    ['loop', 'loop'],
    ['ping', 'pong'],
    ['pong', 'ping'],
    ['chain', '0'],
    ['nest', 'chain'],
  ] as const) {
    symlinkSync(target, folders.path(`media/links/${name}`));
  }
  const names = [...plain, 'loop', 'loop/x', 'ping', 'pong', 'chain', 'nest'];
  return names.map((name) => ({
    name: `the link ${name}`,
    path: folders.path(`media/links/${name}`),
    outcome: 'hidden',
  }));
}

function strangeEntries(folders: ScopeFolders): Attack[] {
  const draft = folders.write('media/film/.arr-mcp-0123456789abcdef.tmp', canary);
  const broken = folders.write('media/film/two\nlines.txt', canary);
  const twice = [`stacks/arr`, 'media/film'].map((folder) => {
    mkdirSync(folders.path(folder), { recursive: true });
    linkSync(folders.path(outside), folders.path(`${folder}/linked.txt`));
    return folders.path(`${folder}/linked.txt`);
  });
  return [
    ...[draft, broken].map((path): Attack => ({
      name: `the entry ${JSON.stringify(basename(path))}`,
      path,
      outcome: 'hidden',
    })),
    ...twice.map((path): Attack => ({
      name: `the second name in ${basename(dirname(path))}`,
      path,
      outcome: 'refused',
    })),
  ];
}

function secrets(folders: ScopeFolders): Attack[] {
  const byName = secretNames.map((name) => folders.write(`stacks/secret/${name}`, canary));
  const byContent = Object.entries(secretTexts).map(([what, text]) =>
    folders.write(`media/secret/${what}.txt`, text + canary),
  );
  symlinkSync('secret/config.xml', folders.path('stacks/notes.txt'));
  const all = [...byName, ...byContent, folders.path('stacks/notes.txt')];
  return all.map((path) => ({ name: `the secret ${JSON.stringify(basename(path))}`, path, outcome: 'refused' }));
}

/** Files that are not ours, or lie where others decide. */
function strangers(folders: ScopeFolders): Attack[] {
  const theirs = [
    'media/theirs',
    'media/film/theirs',
    'media/film/theirs.txt',
    'stacks/theirs',
    'stacks/top.txt',
    'logs/theirs',
  ];
  return theirs.flatMap((name) => {
    const isFile = name.endsWith('.txt');
    const file = folders.write(isFile ? name : `${name}/deep/a.txt`, canary);
    chownSync(folders.path(name), stranger, stranger);
    // Rights do not make it ours.
    chmodSync(folders.path(name), 0o777);
    const paths = isFile ? [file] : [folders.path(name), dirname(file), file, `${dirname(file)}/none.txt`];
    return paths.map((path): Attack => ({
      name: `another user's ${path.slice(folders.root.length)}`,
      path,
      outcome: 'hidden',
    }));
  });
}
