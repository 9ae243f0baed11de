import { AppError, unlessNotFound } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { Collection } from '../../services/plex/plex-lists-schemas.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { findLibrary, listLibraries } from '../plex_library/find-library.ts';
import { readAll } from './read-all.ts';

export const collectionInput = { collection: idOrTitle, library: idOrTitle.optional() };

export type KnownCollection = Collection & { readonly id: number };

interface Wanted {
  readonly collection: string;
  readonly library?: string | undefined;
}

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findCollection(client: PlexClient, { collection: given, library }: Wanted) {
  if (/^\d{1,12}$/.test(given)) {
    const found = await findById(client, Number(given));
    if (found !== undefined) return found;
  }
  const choices = (await listCollections(client, library)).map((each) => ({ ...each, type: kindOf(each) }));
  return chooseOne(choices, { kind: 'collection', given, listTool: 'plex_list_collections' });
}

/** The same, for what only a collection without rules takes. */
export async function findPlainCollection(client: PlexClient, wanted: Wanted): Promise<KnownCollection> {
  const found = await findCollection(client, wanted);
  if (found.smart !== true) return found;
  throw new AppError('refused', `${collectionName(found)} is a smart collection: its rules fill it`, {
    hint: 'Its rules are changed in Plex itself; plex_create_collection makes one that takes items.',
  });
}

/** Of one library, or of all that can have some. */
export async function listCollections(client: PlexClient, library?: string): Promise<KnownCollection[]> {
  const libraries = library === undefined ? await listLibraries(client) : [await findLibrary(client, library)];
  const lists = await Promise.all(
    libraries.map(async ({ id, title }) => {
      const found = await readAll((range) => client.lists.collections(id, range));
      // In the list of a library they need not say whose they are.
      return found.map((each) => ({
        ...each,
        librarySectionID: each.librarySectionID ?? id,
        librarySectionTitle: each.librarySectionTitle ?? title,
      }));
    }),
  );
  return lists.flat().flatMap(toKnown);
}

export function collectionName({ title, id }: Pick<KnownCollection, 'title' | 'id'>): string {
  return shortLine(title) ?? `collection ${id}`;
}

// Two libraries may have collections of the same name.
function kindOf({ subtype = 'item', librarySectionTitle = '' }: Collection): string {
  return `${subtype} in ${librarySectionTitle}`;
}

async function findById(client: PlexClient, id: number): Promise<KnownCollection | undefined> {
  const found = await unlessNotFound(client.lists.collection(id));
  return found === undefined ? undefined : toKnown(found)[0];
}

function toKnown(collection: Collection): KnownCollection[] {
  return collection.ratingKey === undefined ? [] : [{ ...collection, id: collection.ratingKey }];
}
