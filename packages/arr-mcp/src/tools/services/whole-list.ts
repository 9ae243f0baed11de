import { z } from 'zod';

import { page } from '../paging.ts';

// There are as many rows as somebody has services: no list of them is turned over in pages.
const mostRows = 100;

/** `total` is more than there are items where the answer would become too large; naming a service narrows it. */
export const wholeOutput = { total: z.int() };

export function wholeList<Item>(rows: readonly Item[]): { items: Item[]; total: number } {
  const { items, total } = page(rows, { limit: mostRows });
  return { items, total };
}
