import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf } from '../service-access.ts';
import { WatchlistChange, changeWatchlist, watchlistInput } from './watchlist-change.ts';

export default defineTool({
  name: 'trakt_remove_from_watchlist',
  title: 'Remove from the watchlist',
  description: 'Takes a show or movie off the watchlist.',
  toolset: 'trakt',
  annotations: WRITE,
  input: watchlistInput,
  output: WatchlistChange,
  async handler({ instance, ...input }, context) {
    const client = clientOf(context, 'trakt', instance);
    const { about, changed, count } = await changeWatchlist(client, input, async (items) =>
      client.removeFromWatchlist(items),
    );
    const removed = count(changed.deleted);
    return { ...about, removed, ...(removed === 0 ? { note: 'It was not on the list.' } : {}) };
  },
});
