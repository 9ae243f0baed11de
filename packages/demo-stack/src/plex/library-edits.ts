/** What can be edited: an entry of a library, or a collection. */
export interface Edited {
  title: string;
  titleSort?: string;
  summary: string;
  contentRating?: string;
  originallyAvailableAt?: string;
  studio?: string;
  genres?: string[];
  directors?: string[];
  labels?: string[];
}

const fields = ['title', 'titleSort', 'summary', 'contentRating', 'originallyAvailableAt', 'studio'] as const;
const tagLists = { genre: 'genres', director: 'directors', label: 'labels' } as const;

/** Does as a query tells: `title.value`, `genre[0].tag.tag` for the whole list, `genre[].tag.tag-` for less. */
export function applyEdits(edited: Edited, query: URLSearchParams): void {
  for (const field of fields) {
    const value = query.get(`${field}.value`);
    if (value !== null) edited[field] = value;
  }
  for (const [kind, list] of Object.entries(tagLists)) {
    const set = [...query].filter(([name]) => new RegExp(`^${kind}\\[\\d+\\]\\.tag\\.tag$`).test(name));
    const gone = new Set((query.get(`${kind}[].tag.tag-`) ?? '').split(',').map(decodeURIComponent));
    const now = set.length > 0 ? set.map(([, tag]) => tag) : (edited[list] ?? []);
    edited[list] = now.filter((tag) => !gone.has(tag));
  }
}

/** Which fields a query locks, so that a refresh leaves them alone. */
export function lockedFields(query: URLSearchParams): string[] {
  return [...query].flatMap(([name, value]) => (name.endsWith('.locked') && value === '1' ? [name.slice(0, -7)] : []));
}
