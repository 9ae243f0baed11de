/** What stands in an answer where a secret was. */
export const mask = '********';

const secretName =
  /(?:key|token|passw(?:or)?d|(?<!by|com)pass|secret|credential|auth|cookie|private|claim)(?:[_.-]|$)/i;
const secretWords = /api_?key|token|passwd|password|secret|credential/i;
// Every repetition that something follows is bounded: the text comes from strangers and may be made to be slow.
// user:password@ in an address
const addressPassword = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{1,200}):[^\s@]{1,200}@/gi;
const nameOfSecret = String.raw`(?<![\w.-])[\w.-]{0,40}(?:(?:api|pass|auth|rss)[_-]?key|torrent_pass|token|passw(?:or)?d|secret)[\w.-]{0,20}`;
// ?apikey=…, ?passkey=… of trackers, X-Plex-Token=…, and X-Plex-Token => … of Plex's log
const namedSecret = new RegExp(String.raw`(${nameOfSecret}(?:=|\s?=>\s?))[^\s&"',;<>]{3,}`, 'gi');
// "ApiKey":"…", authToken="…", 'token': '…', also inside of other quotes, where a backslash is before them
const quotedSecret = new RegExp(
  String.raw`(${nameOfSecret}(?:\s?=>?\s?|\\{0,3}["']\s?:\s?))(?:(")(?:[^"\\\r\n]|\\.){1,4000}|(')(?:[^'\\\r\n]|\\.){1,4000}|(\\{1,3}["'])[^"'\\\r\n]{1,4000})`,
  'gi',
);
// <ApiKey>…</ApiKey>
const elementSecret = new RegExp(String.raw`(<${nameOfSecret}>)[^<\r\n]{1,4000}`, 'gi');
// An address, with what stands in its query, up to a blank, a quote or a bracket.
const address = /(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]{0,20}:\/\/|magnet:\?)[^\s"'<>]{1,4000}/gi;
// name=value of a query, also of an address that stands encoded in another one
const parameter = /((?:[?&;#]|%3F|%26)([\w.-]{1,60})(?:=|%3D))([^&;#%\s]{1,2000})/gi;
const segment = /(?<=\/|%2F)[^/?&;#%\s]{20,600}/gi;
// Places of posters are named by chance, as keys are.
const image = /\.(?:jpe?g|png|webp|gif|avif|svg)$/i;
// In the words of logs and debug pages.
const headers: readonly RegExp[] = [
  /\b((?:x-(?:api-key|plex-token)|trakt-api-key)["']?\s?:\s?["']?)[^\s"',;]{3,500}/gi,
  /\b(authorization["']?\s?:\s?["']?(?:basic |bearer |token )?)[^\s"',;]{3,4000}/gi,
  /\b(bearer )[\w.~+/=-]{16,4000}/gi,
  /\b(cookie["']?\s?:\s?)[^"\r\n]{1,4000}/gi,
];
// Each of the above has one of these: most titles and names have none, and long lists are made of them.
const sign = /[=:<]|bearer /i;
const assignment = /^(-{0,2}[\w.-]+)=(.+)$/s;

/** Whether a variable, label or option of this name holds a secret; rather one too many than one too few. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) || secretWords.test(name);
}

/** Values of secret-looking names masked, passwords in addresses too. An empty value has nothing to hide. */
export function maskRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, maskValue(name, value)]));
}

/** A command line with the values of secret-looking options masked: `--api-key=…`, `--password …`, `TOKEN=…`. */
export function maskCommand(words: readonly string[]): string[] {
  return words.map((word, index) => {
    const before = words[index - 1];
    if (before !== undefined && before.startsWith('-') && !before.includes('=') && isSecretName(before)) return mask;
    const [, name, value] = assignment.exec(word) ?? [];
    return name === undefined || value === undefined ? maskText(word) : `${name}=${maskValue(name, value)}`;
  });
}

/**
 * A stranger's text, of a log, a command or a service: passwords and keys in addresses, in headers, and whatever
 * follows a secret-looking name.
 */
export function maskText(text: string): string {
  if (!sign.test(text)) return text;
  const named = text
    .replace(address, maskAddress)
    .replace(namedSecret, `$1${mask}`)
    .replace(quotedSecret, `$1$2$3$4${mask}`)
    .replace(elementSecret, `$1${mask}`);
  return headers.reduce((masked, header) => masked.replace(header, `$1${mask}`), named);
}

// What looks like a key is one in an address, under any name: Newznab has it as r=…, trackers and webhooks in the path.
function maskAddress(whole: string): string {
  return maskAddresses(whole)
    .replace(parameter, (found, before: string, name: string, value: string) =>
      isSecretName(name) || (looksLikeKey(value) && !value.startsWith('urn:')) ? before + mask : found,
    )
    .replace(segment, (found) => (looksLikeKey(found) && !image.test(found) ? mask : found));
}

function looksLikeKey(text: string): boolean {
  const run = /[A-Za-z0-9]{20}/.exec(text) === null ? '' : text;
  const mixed = /^[\w-]{32,}$/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) ? text : '';
  return [run, mixed].some((each) => /\d.*\d/.test(each) && /[A-Za-z].*[A-Za-z]/.test(each));
}

/** Passwords inside addresses of a text. */
export function maskAddresses(text: string): string {
  return text.replace(addressPassword, `$1:${mask}@`);
}

function maskValue(name: string, value: string): string {
  return isSecretName(name) && value !== '' ? mask : maskText(value);
}
