import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_start',
  title: 'Start torrents',
  description: 'Starts paused torrents.',
  act: async (client, hashes) => client.start(hashes),
});
