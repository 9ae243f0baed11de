import type { QueueRemoval } from '../../services/arr/arr-library-client.ts';
import type { QueueItem } from '../../services/arr/arr-schemas.ts';
import { toQueueRow } from './queue-row.ts';
import { sizeText } from './size-text.ts';

export interface RemovalFacts {
  /** the service's */
  readonly title: string;
  readonly removal: QueueRemoval;
  /** other entries of the queue that come with the same download, such as a season's episodes */
  readonly entriesBeside: number;
}

/** What taking a download out of the queue does, and what stays. */
export function describeRemoval(item: QueueItem, { title: service, removal, entriesBeside }: RemovalFacts): string {
  const { title = `item ${item.id}`, state } = toQueueRow(item);
  const size = item.size === undefined ? '' : `, ${sizeText(item.size)}`;
  return [
    `Removes "${title}" (${state}${size}) from ${service}'s queue.`,
    aboutClient(item, service, removal),
    ...(entriesBeside === 0 ? [] : [aboutOthers(entriesBeside, removal)]),
    removal.blocklist ? 'The release goes on the blocklist.' : 'The release is not blocklisted.',
    removal.skipRedownload ? 'Nothing is searched for.' : `${service} searches for another release, if it is set to.`,
  ].join(' ');
}

function aboutClient({ downloadClient, downloadId }: QueueItem, service: string, removal: QueueRemoval): string {
  if (downloadId === undefined || downloadId === '') return 'No download client has it yet.';
  const client = downloadClient ?? 'the download client';
  if (removal.removeFromClient) return `It is removed from ${client} too, with what it has downloaded.`;
  // What is blocklisted counts as failed, and each client's settings say what becomes of that.
  if (removal.blocklist)
    return `It stays in ${client}, unless ${service} is set to remove failed downloads from there.`;
  return `It stays in ${client} as it is, and ${service} no longer imports it.`;
}

function aboutOthers(count: number, { removeFromClient, blocklist }: QueueRemoval): string {
  const others = count === 1 ? 'Another entry of the queue is' : `${count} other entries of the queue are`;
  if (!removeFromClient && !blocklist) return `${others} of the same download, which is ignored from then on.`;
  return `${others} of the same download and ${count === 1 ? 'goes' : 'go'} with it.`;
}
