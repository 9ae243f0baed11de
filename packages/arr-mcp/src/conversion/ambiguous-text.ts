import { type Document, type Pair, isAlias, isScalar, parseDocument, visit } from 'yaml';

/** Something in a file that the compose commands read in another way than it is read here. */
export interface Ambiguity {
  /** as it is written */
  readonly value: string;
  readonly reason: string;
}

// YAML 1.1, which podman-compose and docker compose follow here, ends a line (and so a comment) at each of these.
const otherLineBreak = /[\u0085\u2028\u2029]|\r(?!\n)/;
const plainSwitch = /^(?:|~|null|true|false|yes|no|on|off)$/i;

/**
 * What a file says to one compose command and not to another, where that can give a container the host: podman-compose
 * takes any text but a plain `false` for true, `"false"` and `${P:-false}` as well, and merges what is tagged `!!merge`.
 */
export function listAmbiguities(text: string): Ambiguity[] {
  const breaks = text.split('\n').filter((line) => otherLineBreak.test(line.replace(/\r$/, '')));
  return [
    ...breaks.map((line) => ({
      value: showBreaks(line),
      reason: 'it has a line break that not every reader sees',
    })),
    ...listKeys(text),
  ];
}

function showBreaks(line: string): string {
  return line
    .trim()
    .replaceAll(/[\u0085\u2028\u2029\r]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function listKeys(text: string): Ambiguity[] {
  const found: Ambiguity[] = [];
  const document = parse(text);
  if (document === undefined) return found;
  visit(document, {
    Pair(_key, pair) {
      found.push(...checkKey(pair, document));
    },
  });
  return found;
}

function parse(text: string): Document.Parsed | undefined {
  try {
    const options = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false } as const;
    const document = parseDocument(text, { ...options, prettyErrors: false, logLevel: 'silent' });
    return document.errors.length === 0 ? document : undefined;
  } catch {
    // Nested beyond the stack; whoever loads the project tells of it.
    return undefined;
  }
}

function checkKey({ key, value }: Pair, document: Document.Parsed): Ambiguity[] {
  const name = isAlias(key) ? key.resolve(document) : key;
  if (!isScalar(name)) return [];
  const text = String(name.value);
  if (name.tag !== undefined)
    return [{ value: `${name.tag} ${text}`, reason: 'not every reader minds the tag of a key' }];
  if (text !== 'privileged' || isPlainSwitch(isAlias(value) ? value.resolve(document) : value)) return [];
  const shown = isScalar(value)
    ? `${value.tag ?? ''} ${JSON.stringify(value.value)}`.trim()
    : 'what is not a plain value';
  return [{ value: `privileged: ${shown}`, reason: 'podman-compose takes it for true; leave the key out' }];
}

function isPlainSwitch(value: unknown): boolean {
  if (value === null) return true;
  if (!isScalar(value)) return false;
  return value.tag === undefined && value.type === 'PLAIN' && plainSwitch.test(String(value.value));
}
