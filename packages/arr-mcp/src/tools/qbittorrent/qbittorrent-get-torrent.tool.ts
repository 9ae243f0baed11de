import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, clientOf, instanceInput, joinAnswers } from '../service-access.ts';
import { chooseTorrent, findTorrents, torrentInput } from './find-torrents.ts';
import { TorrentDetails, TorrentFileRow, toFileRow, toTorrentDetails } from './torrent-details.ts';

const filesPerPage = 50;

export default defineTool({
  name: 'qbittorrent_get_torrent',
  title: 'One torrent',
  description: 'One torrent, its trackers and files.',
  toolset: 'qbittorrent',
  annotations: READ,
  input: z.object({ ...torrentInput, cursor: pageInput.cursor, ...instanceInput }),
  output: TorrentDetails.extend({ items: z.array(TorrentFileRow), ...pageOutput }),
  async handler({ torrent: wanted, instance, cursor }, context) {
    const asked = await askInstances(context, { service: 'qbittorrent', instance }, async (client) =>
      findTorrents(client, wanted),
    );
    const torrent = chooseTorrent(joinAnswers(asked), wanted);
    const client = clientOf(context, 'qbittorrent', torrent.instance ?? instance);
    const [properties, trackers, files] = await Promise.all([
      client.properties(torrent.hash),
      client.trackers(torrent.hash),
      client.files(torrent.hash),
    ]);
    return {
      ...toTorrentDetails({ torrent, properties, trackers }),
      ...page(files.map(toFileRow), { limit: filesPerPage, cursor }),
    };
  },
});
