import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { planDeletion } from './plan-deletion.ts';
import { torrentsInput } from './find-torrents.ts';
import { NamedTorrent } from './torrent-row.ts';

export default defineDestructiveTool({
  name: 'qbittorrent_delete',
  title: 'Delete torrents',
  description: 'Removes torrents; files stay unless asked.',
  toolset: 'qbittorrent',
  input: z.object({
    ...torrentsInput,
    delete_files: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), files_deleted: z.boolean(), items: z.array(NamedTorrent) }),
  async plan({ torrents, delete_files: withFiles = false, instance }, context) {
    return planDeletion(clientOf(context, 'qbittorrent', instance), torrents, withFiles);
  },
  async handler({ items, instance }, context, { delete_files: withFiles = false }) {
    await clientOf(context, 'qbittorrent', instance).delete(
      items.map(({ hash }) => hash),
      withFiles,
    );
    return { instance, files_deleted: withFiles, items: [...items] };
  },
});
