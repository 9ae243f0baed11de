import { isSecretName, mask } from '../mask-secrets.ts';

/** A line of a file of `NAME=value` lines, or several where a value in quotes goes on. */
interface EnvPart {
  readonly before: string;
  /** `#NAME` in a comment; empty for a value that no name stands before */
  readonly name: string;
  readonly value: string;
}

const maxNameLength = 100;
const assignment = /^(\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(?:=|:(?=\s))[ \t]*)(.*)$/s;
/**
 * A file of `NAME=value` lines with every value masked, whatever its name: also those in comments, which may be last
 * year's passwords, and lines that nothing tells apart from values. Names, other comments and empty values stay.
 */
export function maskEnvValues(text: string): string {
  return print(parseEnv(text), ({ value }) => (value === '' ? '' : mask));
}

export type RestoredEnv =
  | { readonly content: string }
  /** names that are masked in what came in, and whose value in what stands there is missing or not certain */
  | { readonly missing: readonly string[] };

/** Text that was shown masked and comes back changed: each value that still is masked gets its old value. */
export function restoreEnvValues(edited: string, previous: string): RestoredEnv {
  const parts = parseEnv(edited);
  const wanted = Map.groupBy(parts.filter(isMasked), ({ name }) => name);
  const known = Map.groupBy(
    parseEnv(previous).filter(({ value }) => value !== ''),
    ({ name }) => name,
  );
  const old = new Map<EnvPart, string>();
  const missing: string[] = [];
  for (const [name, places] of wanted) {
    const values = (known.get(name) ?? []).map(({ value }) => value);
    if (!isCertain(values, places.length)) missing.push(name === '' ? 'a line without a name' : name);
    places.forEach((place, index) => old.set(place, values[index] ?? values[0] ?? ''));
  }
  return missing.length > 0 ? { missing } : { content: print(parts, (part) => old.get(part) ?? part.value) };
}

function isMasked({ value }: EnvPart): boolean {
  return value.includes(mask);
}

/** A name that is set several times is told apart by order alone, which says nothing when one of them is gone. */
function isCertain(values: readonly string[], places: number): boolean {
  return values.length > 0 && (values.length === places || new Set(values).size === 1);
}

function print(parts: readonly EnvPart[], valueOf: (part: EnvPart) => string): string {
  return parts.map((part) => part.before + valueOf(part)).join('\n');
}

function parseEnv(text: string): EnvPart[] {
  const lines = text.split('\n');
  const parts: EnvPart[] = [];
  for (let index = 0; index < lines.length;) {
    const part = parseLine(lines[index] ?? '');
    const end = part.name.startsWith('#') ? index + 1 : endOfValue(part.value, lines, index);
    parts.push({ ...part, value: [part.value, ...lines.slice(index + 1, end)].join('\n') });
    index = end;
  }
  return parts;
}

function parseLine(line: string): EnvPart {
  if (line.trim() === '') return { before: line, name: '', value: '' };
  if (line.trimStart().startsWith('#')) return parseComment(line);
  const [, before, name, value] = assignment.exec(line) ?? [];
  if (before === undefined || name === undefined) return { before: '', name: '', value: line };
  return { before, name, value: value ?? '' };
}

/** By places instead of a pattern, which would be slow on a long line of signs. */
function parseComment(line: string): EnvPart {
  const sign = line.includes('=') ? line.indexOf('=') : line.indexOf(':');
  const text = line.slice(0, Math.max(sign, 0)).trim();
  const name = text.slice(-maxNameLength).match(/[\w.-]*$/)?.[0] ?? '';
  const isValue = line.includes('=') || (isSecretName(name) && /^[#\s]*$/.test(text.slice(0, -name.length)));
  if (sign === -1 || !isValue) return { before: line, name: '#', value: '' };
  const value = line.slice(sign + 1).trim();
  return { before: line.slice(0, line.length - line.slice(sign + 1).trimStart().length), name: `#${name}`, value };
}

/** The line after a value: a quote that is open goes on to the line that closes it, or takes all that is left. */
function endOfValue(value: string, lines: readonly string[], start: number): number {
  const quote = /^["'`]/.exec(value)?.[0];
  if (quote === undefined || closes(value.slice(1), quote)) return start + 1;
  let end = start + 1;
  while (end < lines.length && !closes(lines[end] ?? '', quote)) end += 1;
  return Math.min(end + 1, lines.length);
}

function closes(text: string, quote: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === '\\' && quote === '"') index += 1;
    else if (text.charAt(index) === quote) return true;
  }
  return false;
}
