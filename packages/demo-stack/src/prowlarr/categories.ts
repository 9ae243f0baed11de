/** Those of Newznab's categories that the household's media are in. */
export const categories = {
  movies: { id: 2000, name: 'Movies', sub: { id: 2040, name: 'Movies/HD' } },
  audio: { id: 3000, name: 'Audio', sub: { id: 3040, name: 'Audio/Lossless' } },
  tv: { id: 5000, name: 'TV', sub: { id: 5040, name: 'TV/HD' } },
} as const;

export type CategoryName = keyof typeof categories;

/** Whether something of a category is asked for; no category asks for all. */
export function isInCategories(name: CategoryName, asked: readonly string[]): boolean {
  const { id, sub } = categories[name];
  return asked.length === 0 || asked.includes(String(id)) || asked.includes(String(sub.id));
}
