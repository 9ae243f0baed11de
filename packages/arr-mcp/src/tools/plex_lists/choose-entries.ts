import { AppError } from '../../errors.ts';
import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { chooseOne } from '../arr/choose-one.ts';
import { itemName, placedName } from '../plex_library/item-name.ts';
import { mostChoices } from './resolve-items.ts';

export interface ChosenEntries<Entry> {
  readonly chosen: readonly Entry[];
  readonly unresolved: {
    readonly not_found?: string[];
    readonly ambiguous?: { readonly given: string; readonly choices: unknown[] }[];
  };
}

/** Which entries of a list are meant: by the id of an item, of its show or season, by its title or its whole name. */
export function chooseEntries<Entry extends PlexItem>(
  entries: readonly Entry[],
  given: readonly string[],
): ChosenEntries<Entry> {
  const chosen = new Set<Entry>();
  const missing: string[] = [];
  const ambiguous: { given: string; choices: unknown[] }[] = [];
  for (const each of given) {
    try {
      for (const entry of fittingEntries(entries, each)) chosen.add(entry);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const choices = error.details?.['choices'];
      if (Array.isArray(choices)) ambiguous.push({ given: each, choices: choices.slice(0, mostChoices) });
      else missing.push(each);
    }
  }
  return {
    chosen: entries.filter((entry) => chosen.has(entry)),
    unresolved: {
      ...(missing.length === 0 ? {} : { not_found: missing }),
      ...(ambiguous.length === 0 ? {} : { ambiguous }),
    },
  };
}

function fittingEntries<Entry extends PlexItem>(entries: readonly Entry[], given: string): readonly Entry[] {
  const byId = entries.filter(({ ratingKey, parentRatingKey, grandparentRatingKey }) =>
    [ratingKey, parentRatingKey, grandparentRatingKey].some((id) => String(id) === given.trim()),
  );
  if (byId.length > 0) return byId;
  const byName = entries.filter((entry) => itemName(entry).toLowerCase() === given.trim().toLowerCase());
  // The same item may stand in a playlist twice, and is one choice.
  const items = new Map((byName.length > 0 ? byName : entries).map((entry) => [entry.ratingKey, entry]));
  const choices = [...items.values()].flatMap((entry) =>
    entry.ratingKey === undefined ? [] : [{ ...entry, id: entry.ratingKey, shownAs: placedName(entry) }],
  );
  const { id } = chooseOne(choices, { kind: 'item', given, listTool: 'The list itself' });
  return entries.filter(({ ratingKey }) => ratingKey === id);
}
