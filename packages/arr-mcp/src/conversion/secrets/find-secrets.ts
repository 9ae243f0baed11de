import { isSecretName } from '../../mask-secrets.ts';
import { type TextRange, literalParts } from './literal-parts.ts';

/** A stretch of a text that holds a secret, and the name it goes by. */
export interface SecretRange extends TextRange {
  readonly name: string;
}

interface Pattern {
  /** with the flags d, g and m; the groups `name` and `value` tell what was found */
  readonly expression: RegExp;
  /** its form alone tells a secret, whatever the name */
  readonly always?: true;
}

// Files come from strangers: every search starts at a word's start and every repetition is bounded or cannot go back.
const name = String.raw`[A-Za-z_][\w.-]{0,120}`;
// A shell word; an open quote takes the rest of the line.
const word = String.raw`(?:"[^"\n]*"|'[^'\n]*'|["'][^\n]*|[^\s"'])+`;

const patterns: readonly Pattern[] = [
  // scheme://user:password@
  {
    expression:
      /(?<![\w+.-])(?<name>[a-z][a-z0-9+.-]{0,20}:\/\/(?:\$\{[^{}\s]{1,200}\}|\$(?!\{[^{}\s]{1,200}\})|[^\s:/@$]){0,100}):(?<value>[^\s@]{1,300})@/dgim,
    always: true,
  },
  // A line that is an assignment: in a file that is written in place, in a comment, in an item of a list.
  {
    expression: new RegExp(
      String.raw`^[ \t#\-]{0,80}(?:export )?["']?(?<name>${name})["']?[ \t]{0,3}(?:=[ \t]{0,3}|:[ \t]{1,8})(?<value>\S.*)$`,
      'dgm',
    ),
  },
  { expression: new RegExp(String.raw`(?<![\w.?&-])(?<name>-{0,2}${name})=(?<value>${word})`, 'dgm') },
  { expression: new RegExp(String.raw`(?<=[?&;])(?<name>${name})=(?<value>[^\s"'&;]{1,500})`, 'dgm') },
  // --token value
  { expression: new RegExp(String.raw`(?<![\w-])(?<name>-{1,2}${name})[ \t]{1,8}(?<value>${word})`, 'dgm') },
  // "name": "value", and a header: Name: value
  {
    expression: new RegExp(String.raw`(?<![\w.-])(?<name>${name})["']?[ \t]{0,3}:[ \t]{0,3}"(?<value>[^"\n]+)`, 'dgm'),
  },
  { expression: new RegExp(String.raw`(?<![\w.-])(?<name>${name})["']?:[ \t]{1,3}(?<value>[^\s"'][^"'\n]*)`, 'dgm') },
  // ${DB_PASSWORD:-default}
  { expression: /\$\{(?<name>[A-Za-z_]\w{0,120}):?[-+](?<value>[^{}\n]{1,500})\}/dgm },
  { expression: /(?<![\w-])(?<name>bearer|basic)[ \t]{1,3}(?<value>[\w.~+/=-]{6,})/dgim, always: true },
  { expression: /(?<!\S)(?<name>-u|--user)[ =]["']?[^\s:"'/]{1,100}:(?!\/\/)(?<value>[^\s"']+)/dgm, always: true },
  // Clients of databases take the password right after -p, or after -a.
  { expression: /\b(?:mysql|mariadb)[\w-]{0,20}\b[^\n]{0,300}?[ \t](?<name>-p)(?<value>[^\s"']+)/dgm, always: true },
  { expression: /\bredis-cli\b[^\n]{0,300}?[ \t](?<name>-a)[ \t]{1,3}(?<value>[^\s"']+)/dgm, always: true },
  {
    expression: /(?<name>-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)\s*(?<value>[\s\S]{1,8000}?)\s*-----END/dgm,
    always: true,
  },
];

/** Secrets in a text of any kind: a command, a comment, a file's content. They do not overlap. */
export function findSecrets(text: string): SecretRange[] {
  const found = patterns.flatMap((pattern) => match(text, pattern));
  return mergeRanges(found).flatMap((range) => toParts(text, range));
}

/** The literal parts of a value that is secret as a whole. */
export function secretParts(value: string, secretName: string): SecretRange[] {
  return value === '' ? [] : toParts(value, { name: secretName, start: 0, end: value.length });
}

/** Whether what goes by this name is a secret; HTTP's own name for it too. */
export function namesSecret(candidate: string): boolean {
  return isSecretName(candidate) || /^(?:proxy-)?authorization$/i.test(candidate);
}

function match(text: string, { expression, always }: Pattern): SecretRange[] {
  return [...text.matchAll(expression)].flatMap(({ groups, indices }) => {
    const found = groups?.['name'];
    const range = indices?.groups?.['value'];
    if (found === undefined || range === undefined) return [];
    return always === true || namesSecret(found) ? [{ name: found, start: range[0], end: range[1] }] : [];
  });
}

/** Ranges that touch each other become one, under the name of the first and longest. */
export function mergeRanges(ranges: readonly SecretRange[]): SecretRange[] {
  const merged: SecretRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || range.start >= last.end) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end };
  }
  return merged;
}

// A switch, nothing at all, the header of a block, or where the secret is.
const tellsNothing = /^(?:true|false|null|~|[|>][-+\d]{0,2}|\/run\/secrets\/[\w.-]+)$/i;

function toParts(text: string, { name: secretName, start, end }: SecretRange): SecretRange[] {
  const inner = withoutQuotes(text, { start, end });
  if (tellsNothing.test(text.slice(inner.start, inner.end))) return [];
  return literalParts(text.slice(inner.start, inner.end)).map((part) => ({
    name: secretName,
    start: inner.start + part.start,
    end: inner.start + part.end,
  }));
}

/** Quotes around the whole value stay, so that what is shown can still be read as it was written. */
function withoutQuotes(text: string, { start, end }: TextRange): TextRange {
  const [first, last] = [text[start], text[end - 1]];
  const isQuoted = end - start > 2 && first === last && (first === '"' || first === "'");
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
