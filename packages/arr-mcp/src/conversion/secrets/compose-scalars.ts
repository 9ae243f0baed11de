import { type Document, type Scalar, isAlias, isMap, isScalar, isSeq, visit } from 'yaml';

import { type SecretRange, findSecrets, namesSecret, secretParts } from './find-secrets.ts';
import { type Spot, toRawSpot } from './spot.ts';

/** Where a node stands, and what that says about it. */
interface Place {
  readonly path: readonly string[];
  /** the secret-looking name whose value it is */
  readonly name?: string | undefined;
  readonly inFlow: boolean;
}

interface Reading {
  readonly text: string;
  /** anchors that stand for a secret somewhere: `x-pass: &pass hunter2`, `DB_PASSWORD: *pass` */
  readonly secretAnchors: ReadonlySet<string>;
  readonly spots: Spot[];
}

/** The keys and values of a parsed file, with the secrets that are in them. */
export function readScalarSpots(document: Document.Parsed, text: string): Spot[] {
  const reading = { text, secretAnchors: listSecretAnchors(document), spots: [] };
  walk(document.contents, { path: [], inFlow: false }, reading);
  return reading.spots;
}

function listSecretAnchors(document: Document.Parsed): Set<string> {
  const anchors = new Set<string>();
  visit(document, {
    Pair(_key, { key, value }) {
      if (isScalar(key) && namesSecret(String(key.value)) && isAlias(value)) anchors.add(value.source);
    },
    Seq(_key, { items }) {
      items.forEach((item, index) => {
        if (isAlias(item) && flagBefore(items, index) !== undefined) anchors.add(item.source);
      });
    },
  });
  return anchors;
}

function walk(node: unknown, place: Place, reading: Reading): void {
  if (isScalar(node)) addScalar(node, place, reading);
  if (isMap(node)) {
    const inFlow = place.inFlow || node.flow === true;
    for (const { key, value } of node.items) {
      walk(key, { path: place.path, inFlow }, reading);
      walk(value, { ...toPlace(key, value, place), inFlow }, reading);
    }
  }
  if (isSeq(node)) {
    const inFlow = place.inFlow || node.flow === true;
    node.items.forEach((item, index) => {
      const name = place.name ?? flagBefore(node.items, index);
      if (name === undefined && isScalar(item)) addItem(item, { path: place.path, inFlow }, reading);
      else walk(item, { path: place.path, name, inFlow }, reading);
    });
  }
}

/** `--token`, when it is the word before. */
function flagBefore(items: readonly unknown[], index: number): string | undefined {
  const before = items[index - 1];
  if (!isScalar(before)) return undefined;
  const word = String(before.value);
  return /^--?[A-Za-z][\w.-]*$/.test(word) && namesSecret(word) ? word : undefined;
}

function toPlace(key: unknown, value: unknown, { path, name }: Place): Omit<Place, 'inFlow'> {
  const own = isScalar(key) ? String(key.value) : '';
  const below = [...path, own];
  const [section = '', , attribute] = below;
  // Below a secret-looking `x-` key everything may be one.
  const inherited = section.startsWith('x-') ? name : undefined;
  if (isMap(value)) return { path: below, name: section.startsWith('x-') && namesSecret(own) ? own : inherited };
  // `secrets: [db_password]` lists names.
  const isSecret = namesSecret(own) && !(isSeq(value) && own === 'secrets');
  const isContent = section === 'secrets' && attribute === 'content' && below.length === 3;
  const found = isSecret || isContent ? own : inherited;
  return found === undefined || isSeq(value) ? { path: below, name: found } : { path, name: found };
}

/** An item such as `TOKEN=abc`: its whole rest is the value, with blanks and line ends. */
function addItem(item: Scalar, place: Place, reading: Reading): void {
  const [assigned, name] = /^(-{0,2}[\w.-]{1,200})=(?=.)/s.exec(String(item.value)) ?? [];
  if (assigned === undefined || name === undefined || !namesSecret(name)) return addScalar(item, place, reading);
  const toRange = (range: SecretRange): SecretRange => ({
    name,
    start: range.start + assigned.length,
    end: range.end + assigned.length,
  });
  const spot = toSpot(item, { ...place, name }, reading);
  if (spot === undefined) return undefined;
  reading.spots.push({ ...spot, secrets: secretParts(spot.value.slice(assigned.length), name).map(toRange) });
}

function addScalar(node: Scalar, place: Place, reading: Reading): void {
  const spot = toSpot(node, place, reading);
  if (spot !== undefined) reading.spots.push(spot);
}

const forms = { PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double' } as const;

function toSpot(node: Scalar, place: Place, { text, secretAnchors }: Reading): Spot | undefined {
  const value = String(node.value);
  if (!node.range || value === '') return undefined;
  const [start, end] = node.range;
  const { anchor, type, srcToken } = node;
  const name = place.name ?? (anchor !== undefined && secretAnchors.has(anchor) ? anchor : undefined);
  // Line ends behind a block stay where they are.
  const source = text.slice(start, end).replace(/[\r\n]+$/, '');
  const base = { path: place.path.join('\0'), start, source };
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  if (isBlock && name === undefined) return toRawSpot(base, findSecrets(source));
  return {
    ...base,
    end: start + source.length,
    value,
    secrets: name === undefined ? findSecrets(value) : secretParts(value, name),
    form: isBlock ? 'block' : type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE' ? forms[type] : 'plain',
    inFlow: place.inFlow,
    indent: srcToken !== undefined && 'indent' in srcToken ? srcToken.indent : 0,
  };
}
