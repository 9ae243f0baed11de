import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

// Plex nests eight deep at most, and a page of a library is far smaller.
const maxDepth = 24;
const maxLength = 16 * 1024 * 1024;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Those that XML itself has are read below; a document that brings its own is refused.
  processEntities: false,
  maxNestedTags: maxDepth,
});

/** An element as the parser has it: its name with its children, and its attributes under `:@`. */
const Node = z.record(z.string(), z.unknown());
const Nodes = z.array(Node);
const Attributes = z.record(z.string(), z.string());

/** What is wrong with an XML answer, in words for its reader. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/**
 * An XML answer of Plex in the form of its JSON answers, except that every value is text and every child is in a list:
 * `<MediaContainer size="1"><Video title="x"/></MediaContainer>` is `{MediaContainer: {size: '1', Metadata: [{title: 'x'}]}}`.
 * @throws XmlError
 */
export function readXml(text: string): Record<string, unknown> {
  if (text.length > maxLength) throw new XmlError('XML that is too long');
  if (/<!DOCTYPE/i.test(text)) throw new XmlError('XML with a document type');
  const [root, another] = parse(text).flatMap(toElements);
  if (root === undefined || another !== undefined) throw new XmlError('XML without one root');
  return { [root.name]: toObject(root) };
}

function parse(text: string): z.output<typeof Nodes> {
  if (XMLValidator.validate(text) !== true) throw new XmlError('XML that is broken');
  try {
    return Nodes.parse(parser.parse(text));
  } catch (cause) {
    throw new XmlError('XML that nests too deep, or has names that no answer has', { cause });
  }
}

interface Element {
  readonly name: string;
  readonly attributes: z.output<typeof Attributes>;
  readonly children: readonly z.output<typeof Node>[];
}

/** Text between elements means nothing in Plex. */
function toElements(node: z.output<typeof Node>): Element[] {
  const name = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
  if (name === undefined) return [];
  return [{ name, attributes: Attributes.parse(node[':@'] ?? {}), children: Nodes.parse(node[name]) }];
}

function toObject({ attributes, children }: Element): Record<string, unknown> {
  const lists = Map.groupBy(children.flatMap(toElements), jsonName);
  return Object.fromEntries<unknown>([
    ...Object.entries(attributes).map(([name, value]): [string, string] => [name, decode(value)]),
    ...[...lists].map(([name, elements]): [string, unknown] => [name, elements.map(toObject)]),
  ]);
}

const itemElements: ReadonlySet<string> = new Set(['Video', 'Track', 'Photo', 'Playlist']);

// In JSON all that is kept in a library is Metadata; a Directory without a rating key is a menu entry there as well.
function jsonName({ name, attributes }: Element): string {
  const isItem = itemElements.has(name) || (name === 'Directory' && attributes['ratingKey'] !== undefined);
  return isItem ? 'Metadata' : name;
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (_all, ...groups: unknown[]) => {
      const [decimal, hexadecimal, name] = groups;
      if (typeof name === 'string') return namedEntities[name] ?? '';
      return toCharacter(typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16));
    },
  );
}

function toCharacter(code: number): string {
  const isCharacter = code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}
