import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf } from '../service-access.ts';
import { WatchlistChange, changeWatchlist, watchlistInput } from './watchlist-change.ts';

export default defineTool({
  name: 'trakt_add_to_watchlist',
  title: 'Add to the watchlist',
  description: 'Adds a show or movie to the watchlist.',
  toolset: 'trakt',
  annotations: WRITE,
  input: watchlistInput,
  output: WatchlistChange,
  async handler({ instance, ...input }, context) {
    const client = clientOf(context, 'trakt', instance);
    const { about, changed, count } = await changeWatchlist(client, input, async (items) =>
      client.addToWatchlist(items),
    );
    const note = count(changed.existing) > 0 ? { note: 'It was on the list already.' } : {};
    return { ...about, added: count(changed.added), ...note };
  },
});
