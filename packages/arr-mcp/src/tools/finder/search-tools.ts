import type { Tool } from '../define-tool.ts';

// Where a word stands says how much it means: in the name most, in the description least.
const weights = [
  ['name', 5],
  ['toolset', 3],
  ['title', 2],
  ['description', 1],
] as const;

/** The tools that a query's words point to, best first; a query without words gives all of them in their order. */
export function searchTools(tools: readonly Tool[], query: string): Tool[] {
  const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  if (words.length === 0) return [...tools];
  return tools
    .map((tool) => ({ tool, score: score(tool, words) }))
    .filter((entry) => entry.score > 0)
    .sort((left, right) => right.score - left.score)
    .map((entry) => entry.tool);
}

function score(tool: Tool, words: readonly string[]): number {
  return words.reduce((sum, word) => sum + wordScore(tool, stem(word)), 0);
}

function wordScore(tool: Tool, word: string): number {
  const hits = weights.filter(([field]) => tool[field].toLowerCase().includes(word));
  return hits.reduce((sum, [, weight]) => sum + weight, 0);
}

// "logs" finds container_logs and "restarting" finds container_restart.
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word;
}
