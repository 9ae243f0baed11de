import { z } from 'zod';

import type { Indexer, IndexerStatus } from '../../services/prowlarr/prowlarr-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

export const IndexerRow = z.object({
  instance: z.string().optional(),
  indexer_id: z.int(),
  name: z.string().optional(),
  protocol: z.string().optional(),
  privacy: z.string().optional(),
  enabled: z.boolean().optional(),
  /** 1 is asked first, 50 last */
  priority: z.int().optional(),
  /** failing: it is left alone until `failing_until` */
  state: z.enum(['failing', 'ok', 'disabled']),
  failing_since: z.string().optional(),
  failing_until: z.string().optional(),
  last_failure_at: z.string().optional(),
  categories: z.array(z.string()).optional(),
});

const mostCategories = 12;

/** @param now milliseconds since 1970 */
export function toIndexerRow(indexer: Indexer, status: IndexerStatus | undefined, now: number) {
  const categories = (indexer.capabilities?.categories ?? []).flatMap(({ name }) => shortLine(name, 40) ?? []);
  return {
    indexer_id: indexer.id,
    name: shortLine(indexer.name),
    protocol: indexer.protocol,
    privacy: indexer.privacy,
    enabled: indexer.enable,
    priority: indexer.priority,
    state: stateOf(indexer, status, now),
    failing_since: status?.initialFailure,
    failing_until: status?.disabledTill,
    last_failure_at: status?.mostRecentFailure,
    categories: categories.length === 0 ? undefined : categories.slice(0, mostCategories),
  };
}

function stateOf({ enable }: Indexer, status: IndexerStatus | undefined, now: number): 'failing' | 'ok' | 'disabled' {
  if (enable === false) return 'disabled';
  return Date.parse(status?.disabledTill ?? '') > now ? 'failing' : 'ok';
}
