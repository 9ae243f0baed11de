import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { checkCategory } from './check-category.ts';
import { getTorrents, torrentsInput } from './find-torrents.ts';
import { NamedTorrent, toLine, toNamed } from './torrent-row.ts';

export default defineTool({
  name: 'qbittorrent_set_category',
  title: 'Category of torrents',
  description: 'Sets their category, "" for none; create makes it.',
  toolset: 'qbittorrent',
  annotations: WRITE,
  input: z.object({
    ...torrentsInput,
    category: z.string().trim().max(200),
    create: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), category: z.string(), items: z.array(NamedTorrent) }),
  async handler({ torrents, category, create = false, instance }, context) {
    const client = clientOf(context, 'qbittorrent', instance);
    const found = await getTorrents(client, torrents);
    if (category !== '') await checkCategory(client, category, create);
    await client.setCategory(
      found.map(({ hash }) => hash),
      category,
    );
    return { instance: client.instance, category: toLine(category), items: found.map(toNamed) };
  },
});
