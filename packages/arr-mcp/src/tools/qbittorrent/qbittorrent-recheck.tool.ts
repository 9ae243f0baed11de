import { torrentAction } from './torrent-action.ts';

export default torrentAction({
  name: 'qbittorrent_recheck',
  title: 'Check torrents on disk',
  description: 'Checks their files on disk.',
  act: async (client, hashes) => client.recheck(hashes),
});
