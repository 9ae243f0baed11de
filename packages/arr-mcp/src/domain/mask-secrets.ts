/** What stands in an answer where a secret was. */
export const mask = '********';

const secretName =
  /(?:key|token|passw(?:or)?d|(?<!by|com)pass|secret|credential|auth|cookie|private|claim)(?:[_.-]|$)/i;
const secretWords = /api_?key|token|passwd|password|secret|credential/i;
// user:password@ in an address
const addressPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+):[^\s@]+@/gi;
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

/** Passwords inside addresses of a text. */
export function maskAddresses(text: string): string {
  return text.replace(addressPassword, `$1:${mask}@`);
}

function maskValue(name: string, value: string): string {
  return isSecretName(name) && value !== '' ? mask : maskAddresses(value);
}
