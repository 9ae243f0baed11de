import type { Context } from 'hono';

import type { Resource } from './metadata.ts';

/** Which part of a list a request wants: by header or by query, as Plex takes either. */
export interface Range {
  readonly start: number;
  readonly size: number;
}

export function rangeOf(context: Context): Range | undefined {
  const read = (name: string): number | undefined => {
    const text = context.req.header(name) ?? context.req.query(name);
    return text === undefined ? undefined : Number(text);
  };
  const size = read('X-Plex-Container-Size');
  return size === undefined ? undefined : { start: read('X-Plex-Container-Start') ?? 0, size };
}

/** JSON to whoever asks for it, XML to everybody else. */
export function answer(context: Context, root: string, body: Resource): Response {
  if (context.req.header('accept')?.includes('application/json') === true) return context.json({ [root]: body });
  return answerXml(context, root, body);
}

export function answerXml(context: Context, root: string, body: Resource): Response {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, body)}\n`;
  return context.body(text, 200, { 'content-type': 'text/xml;charset=utf-8' });
}

/** A whole answer: `MediaContainer` with a list under the name that it has there. */
export function container(context: Context, name: string, items: readonly Resource[], facts: Resource = {}): Response {
  const list = items.length === 0 ? {} : { [name]: items };
  return answer(context, 'MediaContainer', { size: items.length, ...facts, ...list });
}

/** A list of which only a part is looked at; an array is one. */
export interface ItemList<Item> {
  readonly length: number;
  slice(start: number, end: number): readonly Item[];
}

/** The part of a list that was asked for; only what is in it is made. */
export function paged<Item>(context: Context, items: ItemList<Item>, toResource: (item: Item) => Resource): Response {
  const range = rangeOf(context);
  const { start, size } = range ?? { start: 0, size: items.length };
  const part = items.slice(start, start + size).map((item) => toResource(item));
  return container(context, 'Metadata', part, range === undefined ? {} : { totalSize: items.length, offset: start });
}

const elementNames: Readonly<Record<string, string>> = {
  movie: 'Video',
  episode: 'Video',
  clip: 'Video',
  track: 'Track',
  photo: 'Photo',
  playlist: 'Playlist',
};

/** In XML a value is an attribute, whatever holds values is an element, and an item is called after its type. */
function element(name: string, body: Resource): string {
  const entries = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  const attributes = entries.filter(([, value]) => typeof value !== 'object');
  const children = entries.flatMap(([key, value]) =>
    typeof value === 'object' ? toElements(key, value as object) : [],
  );
  const opening = `${name}${attributes.map(([key, value]) => ` ${key}="${escape(value)}"`).join('')}`;
  return children.length === 0 ? `<${opening}/>` : `<${opening}>${children.join('')}</${name}>`;
}

function toElements(name: string, value: object): string[] {
  const list = (Array.isArray(value) ? value : [value]) as readonly Resource[];
  return list.map((each) =>
    element(name === 'Metadata' ? (elementNames[String(each['type'])] ?? 'Directory') : name, each),
  );
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(value: unknown): string {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}
