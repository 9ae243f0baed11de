import MiniSearch from 'minisearch';

import type { Tool } from '../define-tool.ts';
import type { ToolCatalog } from '../tool-catalog.ts';

// What a word is worth by where it stands: in the name most, in the description least.
const boost = { name: 5, toolset: 3, title: 2, description: 1 };
const fields = Object.keys(boost);

// Words that questions are made of, and that name nothing.
const filler = new Set(
  'a all an and any are at by can do for from get have how i in is it me my of on or see show that the this to was what when where which who why with you'.split(
    ' ',
  ),
);
// What people call things that tools have another word for.
const synonyms: Readonly<Record<string, string>> = {
  film: 'movie',
  tv: 'series',
  song: 'track',
  usenet: 'sabnzbd',
  torrents: 'torrent',
};

// A catalog lasts, and reading its words takes longer than the rest of a call.
const indexes = new WeakMap<ToolCatalog['allowed'], MiniSearch<Tool>>();

/**
 * The tools that a query's words point to, best first: beginnings of words count, and slips of the pen. A query without
 * words gives all of them in their order.
 */
export function searchTools(tools: ToolCatalog['allowed'], query: string): Tool[] {
  if (!/[a-z0-9]/i.test(query)) return [...tools.values()];
  const index = indexes.get(tools) ?? toIndex(tools);
  return index.search(query).flatMap(({ id }) => tools.get(id as string) ?? []);
}

function toIndex(tools: ToolCatalog['allowed']): MiniSearch<Tool> {
  const index = new MiniSearch<Tool>({
    idField: 'name',
    fields,
    processTerm,
    searchOptions: { boost, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false) },
  });
  index.addAll([...tools.values()]);
  indexes.set(tools, index);
  return index;
}

// "logs" finds container_logs and "restarting" finds container_restart.
function processTerm(word: string): string | null {
  const term = word.toLowerCase();
  if (filler.has(term)) return null;
  const plain = term.length > 4 ? term.replace(/(?:ing|ed|es|s)$/, '') : term;
  return synonyms[plain] ?? plain;
}
