import { z } from 'zod';

import type { QueueItem } from '../../services/arr/arr-schemas.ts';
import { queueState } from './queue-state.ts';
import { shortLine } from './short-line.ts';

/** Of each download that an *arr waits for; each tool adds what it is of. */
export const queueRowFields = {
  instance: z.string().optional(),
  queue_id: z.int(),
  title: z.string().optional(),
  state: z.string(),
  reason: z.string().optional(),
  progress_percent: z.int().optional(),
  size_bytes: z.int().optional(),
  ready_at: z.string().optional(),
  quality: z.string().optional(),
  client: z.string().optional(),
  download_id: z.string().optional(),
};

/** What a detailed row has beside that. */
export const queueDetailFields = {
  protocol: z.string().optional(),
  indexer: z.string().optional(),
  added_at: z.string().optional(),
  path: z.string().optional(),
};

const maxReason = 300;

export function toQueueRow(item: QueueItem) {
  const { size } = item;
  return {
    queue_id: item.id,
    title: shortLine(item.title),
    state: queueState(item),
    reason: reasonOf(item),
    progress_percent: progressOf(item),
    size_bytes: size === undefined ? undefined : Math.round(size),
    ready_at: item.estimatedCompletionTime,
    quality: item.quality,
    client: shortLine(item.downloadClient),
    download_id: item.downloadId,
  };
}

export function toQueueDetails({ protocol, indexer, added, outputPath }: QueueItem) {
  return { protocol, indexer: shortLine(indexer), added_at: added, path: shortLine(outputPath, maxReason) };
}

/** Why it does not go on, in the words of the client and of the *arr; undefined when nobody says. */
export function reasonOf({ errorMessage, statusMessages = [], title }: QueueItem): string | undefined {
  const said = statusMessages.flatMap(({ title: about, messages = [] }) => {
    if (messages.length === 0) return about ?? [];
    return about === undefined || about === title ? messages : messages.map((message) => `${about}: ${message}`);
  });
  const reasons = [...new Set([errorMessage ?? '', ...said].map((text) => text.trim()))].filter((text) => text !== '');
  return reasons.length === 0 ? undefined : shortLine(reasons.join('; '), maxReason);
}

function progressOf({ size = 0, sizeleft }: QueueItem): number | undefined {
  if (size <= 0 || sizeleft === undefined) return undefined;
  return Math.max(0, Math.floor(((size - sizeleft) * 100) / size));
}
