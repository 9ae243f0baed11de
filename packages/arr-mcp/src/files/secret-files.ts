import { basename, dirname } from 'node:path';

// What editors, people, package managers and log rotation hang on the name of a copy.
const copySuffix =
  /(?:~|#|\(\d+\)|[.\-_ ](?:bak|backup|old|orig|save|sav|copy|tmp|temp|swp|swo|new|disabled|wal|shm|journal|dpkg-\w{1,9}|rpm\w{1,5}|gz|xz|bz2|zst|\d[\d.\-_t:]*)\d*|[.\s])$/;

const secretEndings = /\.(?:db|db3|sqlite\d?|mdb|pem|key|p8|p12|pfx|jks|keystore|ppk|kdbx?|ovpn|agekey|htpasswd)$/;
const secretNames = new RegExp(
  `^(?:${[
    // Media services that keep their keys and passwords in one file
    'config\\.xml|preferences\\.xml|qbittorrent\\.conf|sabnzbd\\.ini|nzbget\\.conf|rclone\\.conf',
    // Keys and passwords of programs: SSH, WireGuard, git, curl, databases, registries, ACME
    'id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?|ssh_host_\\w+_key|wg[\\w-]{0,15}\\.conf|\\.?wg-?easy\\.json',
    '\\.?git-credentials|[._]netrc|\\.pgpass|\\.my\\.cnf|\\.npmrc|\\.pypirc|\\.htpasswd|auth\\.json|acme\\.json',
    '\\.?(?:credentials|secrets?)(?:\\.(?:json|ya?ml|toml|ini|txt|xml))?|g?shadow|api-key|master-key',
  ].join('|')})$`,
);
// Also with something before or around it: `my-config.xml`, `.config.xml.swp`, `config.xml.save.7z`.
const secretAnywhere = /(?:^|[^a-z0-9])(?:config\.xml|qbittorrent\.conf|sabnzbd\.ini|rclone\.conf)(?![a-z0-9])/;
const secretFolders = /^(?:\.ssh|\.gnupg|\.aws|\.password-store|\.docker|wireguard|wg_confs)$/;

const beginningBytes = 4096;
const sqlite = 'SQLite format 3\0';
const keepass = '\u0003\u00d9\u00a2\u009a';
const secretBeginnings = [
  /-----BEGIN (?:[A-Z0-9 ]{0,30} )?PRIVATE KEY/,
  /^PuTTY-User-Key-File-/,
  /^AGE-SECRET-KEY-1/m,
  // config.xml of a Servarr, Preferences.xml of Plex and a WireGuard file by whatever name
  /^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]{0,100}>\s*)?<Config>[^]*<ApiKey>/,
  /<Preferences [^>]*PlexOnlineToken=/,
  /^\s*\[Interface\]\s*$[^]*^\s*PrivateKey\s*=/m,
];

/** How much of a file has to be looked at to know whether it holds a secret. */
export const judgedBytes = beginningBytes;

/** Whether the file of this name holds keys or passwords that no tool may read, replace or delete. */
export function hasSecretName(path: string): boolean {
  const name = plainName(basename(path));
  if (secretAnywhere.test(name) || secretFolders.test(plainName(basename(dirname(path))))) return true;
  return originalNames(name).some((each) => secretNames.test(each) || secretEndings.test(each));
}

/** Whether a file is a database or a private key, or the file of a service's keys, by how it begins. */
export function beginsLikeSecret(content: Uint8Array): boolean {
  // One character per byte: the marks that are looked for are plain.
  const text = Buffer.from(content.subarray(0, beginningBytes)).toString('latin1');
  return text.startsWith(sqlite) || text.startsWith(keepass) || secretBeginnings.some((pattern) => pattern.test(text));
}

/** Whether a file holds `NAME=value` lines whose values are shown masked: `.env`, `media.env`, `.env.old`. */
export function isEnvFile(path: string): boolean {
  return /(?:^|[._-])env(?:rc)?(?:$|[^a-z0-9])/.test(plainName(basename(path)));
}

/** The name as a person reads it: a file system that ignores case or blanks at the end finds the same file by it. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/^#/, '')
    .trim();
}

/** The name, and what it was before one suffix of a copy after the other was hung on it. */
function originalNames(name: string): string[] {
  const names = [name];
  for (let last = name; copySuffix.test(last) && names.length < 10; names.push(last))
    last = last.replace(copySuffix, '');
  return names;
}
