import { describe, expect, it } from 'vitest';

import { page, pageOfPart, pageStart } from './paging.ts';

const numbers = Array.from({ length: 60 }, (_, index) => index);

describe('page', () => {
  it('gives every item once when its cursors are followed', () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const { items, next_cursor } = page(numbers, { limit: 25, cursor });
      seen.push(...items);
      cursor = next_cursor;
    } while (cursor !== undefined);

    expect(seen).toEqual(numbers);
  });

  it('ends early at a whole item where the answer would become too large', () => {
    const { items, total, next_cursor } = page(
      Array.from({ length: 10 }, () => 'x'.repeat(6000)),
      { limit: 10 },
    );

    expect(items).toHaveLength(3);
    expect(total).toBe(10);
    expect(next_cursor).toBeDefined();
  });

  it('gives at least one item however large it is', () => {
    expect(page(['x'.repeat(50_000)], { limit: 10 }).items).toHaveLength(1);
  });

  it.each(['', 'abc', 'b2Zmc2V0Oi0x', '../../etc'])('refuses the cursor %j', (cursor) => {
    expect(() => page(numbers, { limit: 5, cursor })).toThrow(/cursor/);
  });

  it('gives an empty page beyond the end', () => {
    const { next_cursor } = page(numbers, { limit: 50 });

    expect(page([1, 2], { limit: 50, cursor: next_cursor })).toEqual({ items: [], total: 2 });
  });
});

describe('pageOfPart', () => {
  it('goes on after what was fetched, until the total is reached', () => {
    const first = pageOfPart(['a', 'b'], { start: 0, total: 3 });
    const start = pageStart(first.next_cursor);

    expect(start).toBe(2);
    expect(pageOfPart(['c'], { start, total: 3 })).toEqual({ items: ['c'], total: 3 });
  });

  it('ends where a service has less than it said', () => {
    expect(pageOfPart([], { start: 2, total: 3 })).toEqual({ items: [], total: 3 });
  });
});
