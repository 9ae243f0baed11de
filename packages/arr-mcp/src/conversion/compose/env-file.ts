import { AppError } from '../../errors.ts';
import { type Interpolation, type Lookup, interpolate, ownValue } from './interpolate.ts';

const statement = /^(?:export[ \t]+)?([\w.\-[\]]+)[ \t]*([=:]|\n|$)[ \t]*/;
const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  c: '\\c',
};

/**
 * Reads an env file as compose does: quotes, escapes, inline comments, `export`, values of several lines, and variables
 * in values that are not in single quotes. A name without a value takes the one that `lookup` knows; `unset` is told of
 * variables in values that nothing sets.
 * @throws AppError `invalid_argument` with the line
 */
export function readComposeEnvFile(text: string, interpolation: Interpolation): Record<string, string> {
  return new EnvFileReader(text, interpolation).read();
}

/**
 * Reads an env file as Podman does: a value is what stands behind the first `=`, with its quotes and comments. A name
 * without a value would take the host's, which is not known here, and is left out.
 */
export function readPodmanEnvFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trimStart();
    const separator = trimmed.indexOf('=');
    if (separator > 0 && !trimmed.startsWith('#')) values[trimmed.slice(0, separator)] = trimmed.slice(separator + 1);
  }
  return values;
}

class EnvFileReader {
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #unset: Interpolation['unset'];
  readonly #values: Record<string, string> = {};
  #offset = 0;

  constructor(text: string, { lookup, unset }: Interpolation) {
    this.#unset = unset;
    this.#text = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
    // What is given from outside wins over what stood earlier in the file.
    this.#lookup = (name) => lookup(name) ?? ownValue(this.#values, name);
  }

  read(): Record<string, string> {
    while (this.#skipToStatement()) {
      const match = statement.exec(this.#lineAt(this.#offset));
      if (match === null) throw this.#problem('is no NAME=value');
      const [whole, name = '', separator] = match;
      if (separator === '=' || separator === ':') {
        this.#offset += whole.length;
        this.#values[name] = this.#value();
      } else {
        this.#offset += whole.length;
        const inherited = this.#lookup(name);
        if (inherited !== undefined) this.#values[name] = inherited;
      }
    }
    return this.#values;
  }

  /** Stands at the next statement afterwards; false at the end. */
  #skipToStatement(): boolean {
    const gap = /(?:\s+|#[^\n]*)*/y;
    gap.lastIndex = this.#offset;
    gap.exec(this.#text);
    this.#offset = gap.lastIndex;
    return this.#offset < this.#text.length;
  }

  #lineAt(offset: number): string {
    const end = this.#text.indexOf('\n', offset);
    return this.#text.slice(offset, end === -1 ? undefined : end + 1);
  }

  #value(): string {
    const quote = this.#text[this.#offset];
    if (quote === '"') return this.#interpolate(unescape(this.#quoted('"')));
    if (quote === "'") return this.#quoted("'");
    const before = this.#text[this.#offset - 1] ?? '';
    const line = this.#lineAt(this.#offset);
    this.#offset += line.length;
    // A comment has a blank before it, which may be the one behind the separator.
    const [value = ''] = `${before}${line}`.split(/\s#/, 1);
    return this.#interpolate(value.slice(before.length).trim());
  }

  /** Up to the closing quote, which a backslash before it keeps in the value. */
  #quoted(quote: string): string {
    for (let end = this.#offset + 1; end < this.#text.length; end += 1) {
      if (this.#text[end] === '\\') end += 1;
      else if (this.#text[end] === quote) {
        const value = this.#text.slice(this.#offset + 1, end);
        this.#offset = end + 1;
        return value.replaceAll(`\\${quote}`, quote);
      }
    }
    throw this.#problem(`has no closing ${quote}`);
  }

  #interpolate(value: string): string {
    if (!value.includes('$')) return value;
    try {
      return interpolate(value, { lookup: this.#lookup, unset: this.#unset });
    } catch (error) {
      throw this.#problem(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #problem(text: string): AppError {
    const line = this.#text.slice(0, this.#offset).split('\n').length;
    return new AppError('invalid_argument', `line ${line} ${text}`, { hint: 'Write NAME=value, one on each line.' });
  }
}

function unescape(value: string): string {
  return value.replaceAll(/\\(\$|[abcfnrtv"\\]|0\d{1,3})/g, (_whole, code: string) => {
    // Interpolation, which comes next, makes a dollar sign of it.
    if (code === '$') return '$$';
    return escapes[code] ?? String.fromCodePoint(Number.parseInt(code, 8));
  });
}
