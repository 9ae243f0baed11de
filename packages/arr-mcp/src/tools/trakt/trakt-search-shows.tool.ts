import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { FoundTitles, searchInput, searchTitles } from './search-titles.ts';

export default defineTool({
  name: 'trakt_search_shows',
  title: 'Search shows in Trakt',
  description: 'Finds shows, the best ten first.',
  toolset: 'trakt',
  annotations: READ,
  input: searchInput,
  output: FoundTitles,
  handler: async ({ query }, context) => searchTitles(context, 'show', query),
});
