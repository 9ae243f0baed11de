import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { TrendingTitles, trendingInput, trendingTitles } from './trending-titles.ts';

export default defineTool({
  name: 'trakt_get_trending_shows',
  title: 'Trending shows',
  description: 'Shows that most people watch now.',
  toolset: 'trakt',
  annotations: READ,
  input: trendingInput,
  output: TrendingTitles,
  handler: async ({ limit }, context) => trendingTitles(context, 'show', limit),
});
