import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_start',
  title: 'Start torrents',
  description: 'Lets paused torrents go on.',
  act: async (client, hashes) => client.start(hashes),
});
