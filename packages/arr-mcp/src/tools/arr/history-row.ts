import { z } from 'zod';

import type { HistoryEvent } from '../../services/arr/arr-schemas.ts';
import { shortLine } from './short-line.ts';

/** What lists of what happened are narrowed by. */
export const eventInput = z.enum(['grabbed', 'imported', 'failed', 'deleted', 'renamed', 'ignored']).optional();

/** When something happened, and what. */
export const eventFields = { date: z.string().optional(), event: z.string().optional() };

/** By which release and whom. */
export const eventReleaseFields = {
  release: z.string().optional(),
  quality: z.string().optional(),
  indexer: z.string().optional(),
  client: z.string().optional(),
  reason: z.string().optional(),
  download_id: z.string().optional(),
};

export function toEvent({ date, eventType }: HistoryEvent) {
  return { date, event: eventType };
}

export function toEventRelease({ sourceTitle, quality, data, downloadId }: HistoryEvent) {
  return {
    release: shortLine(sourceTitle, 200),
    quality,
    indexer: shortLine(data?.indexer, 60),
    client: shortLine(data?.downloadClientName, 60),
    reason: shortLine(data?.message ?? data?.reason, 300),
    download_id: downloadId,
  };
}
