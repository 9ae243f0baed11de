import { z } from 'zod';

import { shortLine } from '../arr/short-line.ts';
import type { KnownCollection } from './find-collection.ts';

export const CollectionRow = z.object({
  instance: z.string().optional(),
  id: z.int(),
  title: z.string().optional(),
  library: z.string().optional(),
  library_id: z.int().optional(),
  type: z.string().optional(),
  smart: z.boolean(),
  items: z.int().optional(),
  summary: z.string().optional(),
});

export function toCollectionRow(collection: KnownCollection): z.input<typeof CollectionRow> {
  const { id, title, librarySectionID, librarySectionTitle, subtype, smart = false, childCount, summary } = collection;
  return {
    id,
    title: shortLine(title),
    library: shortLine(librarySectionTitle),
    library_id: librarySectionID,
    type: subtype,
    smart,
    items: childCount,
    summary: shortLine(summary, 200),
  };
}
