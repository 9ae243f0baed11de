import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { QueueItem } from '../../services/arr/arr-schemas.ts';
import { queueState } from './queue-state.ts';

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

const maxTitle = 150;
const maxReason = 300;

export function toQueueRow(item: QueueItem) {
  const { size, sizeleft } = item;
  return {
    queue_id: item.id,
    title: bounded(item.title, maxTitle),
    state: queueState(item),
    reason: reasonOf(item),
    progress_percent: size === undefined || size <= 0 ? undefined : Math.floor(((size - (sizeleft ?? 0)) / size) * 100),
    size_bytes: size === undefined ? undefined : Math.round(size),
    ready_at: item.estimatedCompletionTime,
    quality: item.quality,
    client: bounded(item.downloadClient, maxTitle),
    download_id: item.downloadId,
  };
}

export function toQueueDetails({ protocol, indexer, added, outputPath }: QueueItem) {
  return { protocol, indexer: bounded(indexer, maxTitle), added_at: added, path: bounded(outputPath, maxReason) };
}

/** Why it does not go on, in the words of the client and of the *arr; undefined when nobody says. */
export function reasonOf({ errorMessage, statusMessages = [], title }: QueueItem): string | undefined {
  const said = statusMessages.flatMap(({ title: about, messages = [] }) => {
    if (messages.length === 0) return about ?? [];
    return about === undefined || about === title ? messages : messages.map((message) => `${about}: ${message}`);
  });
  const reasons = [...new Set([errorMessage ?? '', ...said].map((text) => text.trim()))].filter((text) => text !== '');
  return reasons.length === 0 ? undefined : bounded(reasons.join('; '), maxReason);
}

function bounded(text: string | undefined, length: number): string | undefined {
  return text === undefined ? undefined : toPlainLine(text).slice(0, length);
}
