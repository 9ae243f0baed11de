import { z } from 'zod';

import type { QueueRemoval } from '../../services/arr/arr-library-client.ts';
import { AppError } from '../../errors.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import type { Tool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';
import { toQueueRow } from './queue-row.ts';
import { describeRemoval } from './queue-removal.ts';

const input = z.object({
  queue_id: z.int().min(1),
  remove_from_client: z.boolean().optional(),
  blocklist: z.boolean().optional(),
  /** for another release; needs blocklist */
  search_again: z.boolean().optional(),
  ...instanceInput,
});
type Asked = Pick<z.output<typeof input>, 'remove_from_client' | 'blocklist' | 'search_again'>;

/** `<service>_delete_queue_item`: what is not asked for stays as it is. */
export function deleteQueueItem(service: ArrService): Tool {
  return defineDestructiveTool({
    name: `${service}_delete_queue_item`,
    title: `Remove from ${titleOf(service)}'s queue`,
    description: 'Removes a download from the queue; its client keeps it unless told.',
    toolset: service,
    input,
    output: z.object({ instance: z.string(), removed: z.int(), title: z.string().optional() }),
    async plan({ queue_id: id, instance, ...asked }, context) {
      const client = clientOf(context, service, instance);
      const removal = toRemoval(asked);
      const queue = await client.queueItems();
      const item = queue.find((each) => each.id === id);
      if (item === undefined) {
        throw new AppError('not_found', `${client.instance}: the queue has no item ${id}`, {
          hint: `${service}_get_queue lists the ids.`,
        });
      }
      const { title, state, client: downloadClient } = toQueueRow(item);
      const alsoOf = queue.filter((each) => each !== item && isSameDownload(each.downloadId, item.downloadId));
      const summary = describeRemoval(item, { title: titleOf(service), removal, entriesBeside: alsoOf.length });
      return { summary, instance: client.instance, queue_id: id, title, state, client: downloadClient, removal };
    },
    async handler({ instance, queue_id: id, title, removal }, context) {
      await clientOf(context, service, instance).removeFromQueue(id, removal);
      return { instance, removed: id, title };
    },
  });
}

function toRemoval({ remove_from_client, blocklist = false, search_again = false }: Asked): QueueRemoval {
  if (search_again && !blocklist) {
    throw new AppError('invalid_argument', 'search_again needs blocklist', {
      hint: 'Without it the same release would be found again.',
    });
  }
  return { removeFromClient: remove_from_client === true, blocklist, skipRedownload: !search_again };
}

function isSameDownload(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one !== '' && one === other;
}
