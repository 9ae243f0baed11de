import { describe, expect, it } from 'vitest';

import { toPaged } from './paged.ts';

const sorting = {
  keys: { name: (item: { name: string; size: number }) => item.name, size: (item: { size: number }) => item.size },
  fallback: 'name',
};
const items = [
  { name: 'b', size: 10 },
  { name: 'a', size: 9 },
  { name: 'c', size: 100 },
];

describe('toPaged', () => {
  it.each([
    ['', ['a', 'b', 'c']],
    ['sortDirection=descending', ['c', 'b', 'a']],
    ['sortKey=size', ['a', 'b', 'c']],
    ['sortKey=size&sortDirection=descending&pageSize=1', ['c']],
    ['page=2&pageSize=2', ['c']],
    ['page=3&pageSize=2', []],
    ['page=0&pageSize=x&sortKey=constructor', ['a', 'b', 'c']],
  ])('answers %j with %j of three', (query, names) => {
    const answer = toPaged(items, new URLSearchParams(query), sorting);

    expect(answer).toMatchObject({ totalRecords: 3, records: names.map((name) => ({ name })) });
  });

  it('tells the page and the order that it took', () => {
    expect(toPaged(items, new URLSearchParams('sortKey=size&page=2&pageSize=1'), sorting)).toMatchObject({
      page: 2,
      pageSize: 1,
      sortKey: 'size',
      sortDirection: 'ascending',
    });
  });
});
