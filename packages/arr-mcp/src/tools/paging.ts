import { z } from 'zod';

import { AppError } from '../errors.ts';

/** The two arguments of every list. */
export const pageInput = {
  limit: z.int().min(1).max(100).default(25).describe('Items per answer.'),
  cursor: z.string().max(100).optional().describe('next_cursor of the page before.'),
};

/** The fields of every list's answer; `items` is the tool's own. */
export const pageOutput = {
  total: z.int(),
  next_cursor: z.string().optional(),
};

export interface Page<Item> {
  readonly items: Item[];
  readonly total: number;
  readonly next_cursor?: string;
}

// A list's answer stays under this, so that the whole answer stays under the 25,000 bytes of tools.md.
const maxPageBytes = 20_000;

/** One page of a list in stable order; it ends early, at a whole item, where the answer would become too large. */
export function page<Item>(
  all: readonly Item[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Page<Item> {
  const start = pageStart(cursor);
  return pageOfPart(all.slice(start, start + limit), { start, total: all.length });
}

/** The same for a list of which only the part of this page was fetched. */
export function pageOfPart<Item>(
  part: readonly Item[],
  { start, total }: { start: number; total: number },
): Page<Item> {
  const items: Item[] = [];
  let bytes = 0;
  for (const item of part) {
    bytes += Buffer.byteLength(JSON.stringify(item));
    if (items.length > 0 && bytes > maxPageBytes) break;
    items.push(item);
  }
  const end = start + items.length;
  return { items, total, ...(items.length > 0 && end < total ? { next_cursor: toCursor(end) } : {}) };
}

/** How many items stand before the page that a cursor names. */
export function pageStart(cursor: string | undefined): number {
  return cursor === undefined ? 0 : parseCursor(cursor);
}

function toCursor(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

function parseCursor(cursor: string): number {
  const match = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[1] === undefined) {
    throw new AppError('invalid_argument', 'cursor is not one that this list gave', {
      hint: 'Leave it out to start anew.',
    });
  }
  return Number(match[1]);
}
