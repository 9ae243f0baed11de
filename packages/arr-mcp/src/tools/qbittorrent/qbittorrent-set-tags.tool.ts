import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { getTorrents, torrentsInput } from './find-torrents.ts';
import { tagList } from './tag-list.ts';
import { NamedTorrent, toNamed, toTorrentRow } from './torrent-row.ts';

const TaggedTorrent = NamedTorrent.extend({ tags: z.array(z.string()) });

export default defineTool({
  name: 'qbittorrent_set_tags',
  title: 'Tags of torrents',
  description: 'Adds and removes tags.',
  toolset: 'qbittorrent',
  annotations: WRITE,
  input: z.object({
    ...torrentsInput,
    add: tagList.optional(),
    remove: tagList.optional(),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), items: z.array(TaggedTorrent) }),
  async handler({ torrents, add = [], remove = [], instance }, context) {
    const client = clientOf(context, 'qbittorrent', instance);
    const hashes = (await getTorrents(client, torrents)).map(({ hash }) => hash);
    if (add.length + remove.length === 0) {
      throw new AppError('invalid_argument', 'no tag was named', { hint: 'Name tags in add or remove.' });
    }
    if (add.length > 0) await client.addTags(hashes, add);
    // Without any it would remove all.
    if (remove.length > 0) await client.removeTags(hashes, remove);
    const changed = await client.torrents({ hashes });
    const items = changed.map((torrent) => ({ ...toNamed(torrent), tags: toTorrentRow(torrent).tags ?? [] }));
    return { instance: client.instance, items };
  },
});
