import { mask } from '../../mask-secrets.ts';

/** A stretch of a text, `end` not in it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const opening = /^\$\{[A-Za-z_]\w*(:?[-+?])?/;
// `$NAME` and, for the container's own shell, `$$NAME` and `$${NAME}`. Only capitals: `$apr1$H6uskkkW` is a hash.
const plainReference = /^\${1,2}[A-Z_][A-Z0-9_]*(?![A-Za-z0-9_])|^\$\$\{[A-Za-z_]\w*\}/;

/**
 * What stands literally in a value that compose interpolates: `a` and `b` of `a${X:-b}`, nothing of `${X:?missing}`.
 * Beside an interpolation, punctuation alone is no literal.
 */
export function literalParts(value: string): TextRange[] {
  const parts: TextRange[] = [];
  const isInterpolated = collect(value, { start: 0, end: value.length }, parts);
  return parts.filter(({ start, end }) => end > start && (!isInterpolated || saysSomething(value.slice(start, end))));
}

function saysSomething(part: string): boolean {
  return /[\p{L}\p{N}]/u.test(part) || part.includes(mask);
}

function collect(text: string, { start, end }: TextRange, parts: TextRange[]): boolean {
  let literalStart = start;
  let at = start;
  let isInterpolated = false;
  while (at < end) {
    const reference = text[at] === '$' ? readReference(text, at, end) : undefined;
    if (reference === undefined) {
      at += text.startsWith('$$', at) ? 2 : 1;
      continue;
    }
    parts.push({ start: literalStart, end: at });
    if (reference.fallback !== undefined) collect(text, reference.fallback, parts);
    at = reference.end;
    literalStart = at;
    isInterpolated = true;
  }
  parts.push({ start: literalStart, end });
  return isInterpolated;
}

interface Reference {
  readonly end: number;
  /** what is used instead, in `${X:-instead}` and `${X:+instead}` */
  readonly fallback?: TextRange;
}

function readReference(text: string, at: number, limit: number): Reference | undefined {
  // The names of variables are short, so a look at a bounded piece is enough.
  const head = text.slice(at, Math.min(limit, at + 200));
  const [plain] = plainReference.exec(head) ?? [];
  if (plain !== undefined) return { end: at + plain.length };
  const [open, operator] = opening.exec(head) ?? [];
  if (open === undefined) return undefined;
  const close = findClosing(text, at + open.length, limit);
  if (close === undefined || (operator === undefined && close !== at + open.length)) return undefined;
  const hasFallback = operator !== undefined && !operator.endsWith('?');
  return { end: close + 1, ...(hasFallback ? { fallback: { start: at + open.length, end: close } } : {}) };
}

// Defaults are a word or a path; a bound keeps many open braces from being searched to the end each.
const maxFallback = 2000;

function findClosing(text: string, from: number, limit: number): number | undefined {
  let depth = 1;
  for (let at = from; at < Math.min(limit, from + maxFallback); at += 1) {
    if (text[at] === '{' && text[at - 1] === '$') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
