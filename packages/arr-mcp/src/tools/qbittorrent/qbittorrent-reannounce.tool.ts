import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_reannounce',
  title: 'Announce torrents again',
  description: 'Asks trackers for peers.',
  act: async (client, hashes) => client.reannounce(hashes),
});
