/** What stands in an answer where a secret was. */
export const mask = '********';

const secretName =
  /(?:key|token|passw(?:or)?d|(?<!by|com)pass|secret|credential|auth|cookie|private|claim)(?:[_.-]|$)/i;
const secretWords = /api_?key|token|passwd|password|secret|credential/i;
// Every repetition that something follows is bounded: the text comes from strangers and may be made to be slow.
// user:password@ in an address
const addressPassword = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{1,200}):[^\s@]{1,200}@/gi;
// ?apikey=…, ?passkey=… of trackers, X-Plex-Token=…, "ApiKey":"…"
const namedSecret =
  /(?<![\w.-])([\w.-]{0,40}(?:(?:api|pass|auth|rss)_?key|torrent_pass|token|passw(?:or)?d|secret)[\w.-]{0,20}(?:=|"\s?:\s?"))[^\s&"',;<>]{3,}/gi;
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
    return name === undefined || value === undefined ? maskAddresses(word) : `${name}=${maskValue(name, value)}`;
  });
}

/** Text of a log or a command's output: passwords in addresses and what follows a secret-looking name. */
export function maskText(text: string): string {
  return maskAddresses(text).replace(namedSecret, `$1${mask}`);
}

/** Passwords inside addresses of a text. */
export function maskAddresses(text: string): string {
  return text.replace(addressPassword, `$1:${mask}@`);
}

function maskValue(name: string, value: string): string {
  return isSecretName(name) && value !== '' ? mask : maskAddresses(value);
}
