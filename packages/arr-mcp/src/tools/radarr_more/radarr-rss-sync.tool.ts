import { rssSync } from '../arr/rss-sync.ts';

export default rssSync('radarr');
