import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexPage, PlexRange } from '../../services/plex/signed-plex-client.ts';
import { type MergedPage, askUpstreamStretch } from '../arr/upstream-page.ts';
import { pageInput } from '../paging.ts';
import type { ToolContext } from '../tool-context.ts';

/** The two arguments of a list whose usual length is another one than other lists have. */
export function pageInputOf(usual: number) {
  return { ...pageInput, limit: z.int().min(1).max(100).default(usual) };
}

interface Wanted {
  readonly instance?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface Source<Item, Row extends object> {
  readonly read: (client: PlexClient, range: PlexRange) => Promise<PlexPage<Item>>;
  readonly toRow: (item: Item) => Row;
  /** what Plex itself sorts by */
  readonly sortedBy: (item: Item) => string | number | undefined;
  readonly descending?: boolean;
}

/** A page of what Plex pages itself, of the named instance or of all, in one order. */
export async function askPlexPage<Item, Row extends object>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  wanted: Wanted,
  { read, ...source }: Source<Item, Row>,
): Promise<MergedPage<Row>> {
  return askUpstreamStretch(
    context,
    { ...wanted, service: 'plex' },
    {
      ...source,
      readStretch: async (client, { start, limit: size }) => {
        const { items, total } = await read(client, { start, size });
        return { records: items, totalRecords: total };
      },
    },
  );
}
