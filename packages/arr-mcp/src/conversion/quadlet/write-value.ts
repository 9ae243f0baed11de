/** A text that no line of a Quadlet can hold in the way its key is read. */
export class InexpressibleError extends Error {
  /** What stands against it, for a sentence such as "cannot be expressed: <reason>". */
  readonly reason: string;

  constructor(reason: string) {
    super(`cannot be expressed: ${reason}`);
    this.name = 'InexpressibleError';
    this.reason = reason;
  }
}

// What the readers take for the end of a line, or do not agree about.
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const controls = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/g;
// oxlint-disable-next-line no-control-regex -- a raw text may hold a tab, and no other control character
const rawControls = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/;
const blankAtEdge = /^\s|\s$/;
const shortEscapes: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\t': String.raw`\t` };

/** One word of a key whose words know escapes (`Environment`, `Exec`, `Label`, `PodmanArgs` …). */
export function writeWord(meant: string): string {
  checkText(meant);
  if (meant === '') throw new InexpressibleError('an empty word ends the list for Quadlet');
  if (meant === ';') throw new InexpressibleError('a word that is only ; separates commands for systemd');
  const text = doubleSigns(meant);
  if (!/[\s"'\\]/.test(text) && text.search(controls) === -1) return text;
  const escaped = text.replaceAll(/[\\"]/g, String.raw`\$&`).replaceAll(controls, escapeControl);
  return `"${escaped}"`;
}

/** One word of a key whose words know no escapes (`AddDevice`, `Sysctl`, `LogOpt` …). */
export function writePlainWord(meant: string): string {
  checkText(meant);
  checkLine(meant);
  if (meant === '') throw new InexpressibleError('it is empty');
  if (meant.includes('"')) throw new InexpressibleError('a double quote has no place in such a setting');
  if (meant.endsWith('\\')) throw new InexpressibleError('a backslash at its end would join the next line');
  const text = doubleSigns(meant);
  return /[\s']/.test(text) ? `"${text}"` : text;
}

/** The whole text of a key that is read as it stands, but for double quotes at its ends. */
export function writeRawSingle(meant: string): string {
  if (/^"|"$/.test(meant)) throw new InexpressibleError('a double quote at its start or end would be lost');
  return writeRawList(meant);
}

/** The text of one line of a key that is read as it stands, line by line. */
export function writeRawList(meant: string): string {
  checkText(meant);
  checkLine(meant);
  if (meant === '') throw new InexpressibleError('it is empty');
  if (meant === ';') throw new InexpressibleError('a text that is only ; separates commands for systemd');
  if (blankAtEdge.test(meant)) throw new InexpressibleError('a blank at its start or end would be lost');
  if (meant.endsWith('\\')) throw new InexpressibleError('a backslash at its end would join the next line');
  return doubleSigns(meant);
}

/**
 * The fields of `Mount=`. Quadlet reads the line as words before it reads it as CSV, so that what means something to
 * the first (quotes, backslashes) or would divide the second (a comma) cannot be written.
 */
export function writeCsv(fields: readonly (readonly [name: string, value: string])[]): string {
  const written = fields.map(([name, value]) => {
    const field = `${name}=${value}`;
    checkText(field);
    checkLine(field);
    if (/[,"'\\]/.test(field)) throw new InexpressibleError('a mount holds no comma, quote or backslash');
    return /\s/.test(field) ? `"${doubleSigns(field)}"` : doubleSigns(field);
  });
  return written.join(',');
}

/** A JSON list, as `Entrypoint=` and `HealthCmd=` take it; every text can be written. */
export function writeJsonArray(meant: readonly string[]): string {
  for (const word of meant) checkText(word);
  return doubleSigns(JSON.stringify(meant)).replaceAll(controls, (character) => `\\u${hexOf(character)}`);
}

/** A word of a command line together with the variable of the service that it needs. */
export interface CommandWord {
  readonly text: string;
  readonly variable?: string;
}

/** One word of `Exec=`, also a lone `;` and an empty word, which a variable of the service stands for. */
export function writeCommandWord(meant: string): CommandWord {
  // oxlint-disable-next-line no-template-curly-in-string -- systemd expands it
  if (meant === ';') return { text: '${ARR_SEMICOLON}', variable: 'ARR_SEMICOLON=;' };
  // oxlint-disable-next-line no-template-curly-in-string -- systemd expands it
  if (meant === '') return { text: '${ARR_EMPTY}', variable: 'ARR_EMPTY=' };
  return { text: writeWord(meant) };
}

/** `%` and `$` would be replaced by systemd. */
export function doubleSigns(text: string): string {
  return text.replaceAll('%', '%%').replaceAll('$', '$$$$');
}

function checkText(meant: string): void {
  if (meant.includes('\0')) throw new InexpressibleError('it holds a NUL');
  if (!meant.isWellFormed()) throw new InexpressibleError('it holds half of a character');
}

function checkLine(meant: string): void {
  if (rawControls.test(meant)) throw new InexpressibleError('it holds a control character or the end of a line');
}

function escapeControl(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // \x gives a byte, which is a character below 0x80 only.
  const other = code < 0x80 ? String.raw`\x` + hexOf(character).slice(-2) : String.raw`\u` + hexOf(character);
  return shortEscapes[character] ?? other;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}
