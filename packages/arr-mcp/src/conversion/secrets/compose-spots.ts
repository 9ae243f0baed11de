import { Lexer, parseDocument } from 'yaml';

import { readScalarSpots } from './compose-scalars.ts';
import { type SecretRange, findSecrets, mergeRanges, namesSecret } from './find-secrets.ts';
import { type Spot, toRawSpot } from './spot.ts';

/** Everything in a compose file that can hold a secret, in order; of what does not parse, the lines. */
export function readSpots(text: string): Spot[] {
  const document = parse(text);
  if (document === undefined) return [toRawSpot({ path: '', start: 0, source: text }, findSecretLines(text))];
  const spots = [...readScalarSpots(document, text), ...readComments(text)].toSorted((a, b) => a.start - b.start);
  let end = 0;
  // A comment behind the header of a block scalar is part of that scalar.
  return spots.filter((spot) => {
    const isInside = spot.start < end;
    end = Math.max(end, spot.end);
    return !isInside;
  });
}

function parse(text: string) {
  try {
    // Every scalar as its text: `0123` is no number here.
    const options = { schema: 'failsafe', resolveKnownTags: false, keepSourceTokens: true } as const;
    const document = parseDocument(text, { ...options, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    return document.errors.length === 0 ? document : undefined;
  } catch {
    // Nested beyond the stack: as unreadable as any other text that is no YAML.
    return undefined;
  }
}

// The lexer's own marks take no room in the text; the last one tells that what follows is a scalar.
const marks = new Set(['\u0002', '\u0018', '\u001F']);

function readComments(text: string): Spot[] {
  const spots: Spot[] = [];
  let offset = 0;
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && before !== '\u001F') {
      spots.push(toRawSpot({ path: '#', start: offset, source: lexeme }, findSecrets(lexeme)));
    }
    if (!marks.has(lexeme)) offset += lexeme.length;
    before = lexeme;
  }
  return spots;
}

// `TOKEN: |` or `- TOKEN: >-`, whose value is the deeper lines below.
const blockHeader = /^([ \t-]*)["']?([A-Za-z_][\w.-]{0,120})["']?[ \t]*:[ \t]*[|>]/;

/** Secrets of a text that is no YAML, or not yet. */
function findSecretLines(text: string): SecretRange[] {
  const blocks: SecretRange[] = [];
  let open: { readonly name: string; readonly indent: number } | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (open !== undefined && indent > open.indent) {
      blocks.push({ name: open.name, start: start + indent, end: start + line.trimEnd().length });
    } else if (indent >= 0) {
      const [, before = '', name = ''] = blockHeader.exec(line) ?? [];
      open = namesSecret(name) ? { name, indent: before.length } : undefined;
    }
    start += line.length + 1;
  }
  return mergeRanges([...blocks, ...findSecrets(text)]);
}
