import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_stop',
  title: 'Pause torrents',
  description: 'Pauses torrents.',
  act: async (client, hashes) => client.stop(hashes),
});
