import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_reannounce',
  title: 'Announce torrents again',
  description: 'Asks the trackers for peers now.',
  act: async (client, hashes) => client.reannounce(hashes),
});
