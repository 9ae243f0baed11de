import { z } from 'zod';

import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import { WRITE } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { getTorrents, torrentsInput } from './find-torrents.ts';
import { NamedTorrent, toNamed } from './torrent-row.ts';

interface TorrentAction {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly act: (client: QBittorrentClient, hashes: readonly string[]) => Promise<void>;
}

/** A tool that does one thing to the named torrents. */
export function torrentAction({ act, ...facts }: TorrentAction): Tool {
  return defineTool({
    ...facts,
    toolset: 'qbittorrent',
    annotations: WRITE,
    input: z.object({ ...torrentsInput, ...instanceInput }),
    output: z.object({ instance: z.string(), items: z.array(NamedTorrent) }),
    async handler({ torrents, instance }, context) {
      const client = clientOf(context, 'qbittorrent', instance);
      const found = await getTorrents(client, torrents);
      await act(
        client,
        found.map(({ hash }) => hash),
      );
      return { instance: client.instance, items: found.map(toNamed) };
    },
  });
}
