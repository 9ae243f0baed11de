import { isSecretName, mask } from '../mask-secrets.ts';

// One word of a unit file's value, as systemd splits it: blanks inside quotes belong to the word.
// An open quote takes the rest of the line, so that no text is looked at twice.
const word = /(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|[^\s"'])+/g;
// A name before a `=` anywhere in a word: TOKEN=x, "TOKEN=x y", --env=TOKEN=x.
const nameBeforeValue = /(?<=^|["'=,?&])(-{0,2}[A-Za-z_][\w.-]*)=/g;
const addressPassword = /^(.{0,200}?[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{1,200}):([^\s@]{1,200})(?=@)/i;

type Replace = (name: string, value: string) => string;

/** The file with the values of secret-looking names masked, wherever they stand: Environment, Label, Exec, PodmanArgs. */
export function maskQuadletSecrets(content: string): string {
  return mapSecrets(content, () => mask);
}

export type RestoredQuadlet =
  | { readonly content: string }
  /** names that were masked in what came in and have no value in what stands there */
  | { readonly missing: readonly string[] };

/** A file that was shown masked and comes back changed: each value that still is masked gets its old value. */
export function restoreQuadletSecrets(content: string, previous: string): RestoredQuadlet {
  const old = new Map<string, string[]>();
  mapSecrets(previous, (name, value) => {
    old.set(name, [...(old.get(name) ?? []), value]);
    return value;
  });
  const missing: string[] = [];
  const restored = mapSecrets(content, (name, value) => {
    if (!value.includes(mask)) return value;
    const known = old.get(name)?.shift();
    if (known === undefined) missing.push(name);
    return known ?? value;
  });
  return missing.length > 0 ? { missing } : { content: restored };
}

function mapSecrets(content: string, replace: Replace): string {
  let continues = false;
  const lines = content.split('\n').map((text) => {
    // A key of the file stands at a line's start, and never where the line before goes on.
    const [, key = '', rest = text] =
      continues || /^\s*[#;[]/.test(text) ? [] : (/^(\s*[\w-]+\s*=)(.*)$/s.exec(text) ?? []);
    continues = text.trimEnd().endsWith('\\');
    return key + mapWords(rest, replace);
  });
  return lines.join('\n');
}

function mapWords(text: string, replace: Replace): string {
  let option: string | undefined;
  return text.replace(word, (raw) => {
    const before = option;
    option = raw.startsWith('-') && !raw.includes('=') && isSecretName(raw) ? raw : undefined;
    // `--token value`: the word after the option is its value.
    if (before !== undefined && raw !== '\\') return replace(before, raw);
    return mapValue(raw, replace);
  });
}

/** Replaces what follows the first secret-looking name of a word, to the word's end or its closing quote. */
function mapValue(raw: string, replace: Replace): string {
  const found = [...raw.matchAll(nameBeforeValue)].find(([, text = '']) => isSecretName(text));
  if (found?.[1] === undefined) return mapAddress(raw, replace);
  const start = found.index + found[0].length;
  const end = /^["']/.test(raw) && raw.endsWith(raw.charAt(0)) ? raw.length - 1 : raw.length;
  const value = raw.slice(start, end);
  return value === '' ? raw : raw.slice(0, start) + replace(found[1], value) + raw.slice(end);
}

/** user:password@ of an address; what stands before it is its name. */
function mapAddress(raw: string, replace: Replace): string {
  return raw.replace(
    addressPassword,
    (_whole, before: string, password: string) => `${before}:${replace(before, password)}`,
  );
}
