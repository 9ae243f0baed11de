import { AppError, unlessNotFound } from '../../errors.ts';
import { typeNumbers } from '../../services/plex/plex-browse-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { type InstanceAnswers, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { findLibrary } from './find-library.ts';
import { type NamedItem, itemName, placedName } from './item-name.ts';

export const itemInput = { item: idOrTitle, library: idOrTitle.optional() };

/** An item of a library; a list and a single record tell this much of it. */
export interface KnownItem extends NamedItem {
  readonly id: number;
  readonly title: string | undefined;
  readonly type: string | undefined;
  readonly year: number | undefined;
  readonly librarySectionID: number | undefined;
  /** absent: its title says enough */
  readonly shownAs: string | undefined;
}

interface Wanted {
  /** a rating key, or a title; `Title (2022)` says which of several */
  readonly item: string;
  /** where titles are looked for */
  readonly library?: string | undefined;
}

// Of each type; a title that more items have than this is no way to name one.
const mostOfAType = 25;

/**
 * The item that is meant. A number is an id before it is a title.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findItem(client: PlexClient, { item, library }: Wanted): Promise<KnownItem> {
  return findItemIn(client, item, library === undefined ? undefined : (await findLibrary(client, library)).id);
}

/** The same where the library is known; undefined: all of them. */
export async function findItemIn(client: PlexClient, given: string, sectionId: number | undefined): Promise<KnownItem> {
  if (/^\d{1,12}$/.test(given)) {
    const found = await findById(client, Number(given));
    if (found !== undefined) return found;
  }
  const found = await client.browse.search(withoutYear(given), { sectionId, limit: mostOfAType });
  const items = found
    .flatMap(toKnownItem)
    // Plex only sorts by the library, and finds collections and people as well.
    .filter(({ librarySectionID: at }) => sectionId === undefined || at === sectionId);
  return chooseOne(distinct(items), { kind: 'item', given, listTool: 'plex_search' });
}

/** Asks about one item: of the named instance, or of each that has it. */
export async function askAboutItem<Value>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { instance, ...wanted }: Wanted & { instance?: string | undefined },
  read: (client: PlexClient, found: KnownItem) => Promise<Value>,
): Promise<InstanceAnswers<Value>> {
  return askInstances(context, { service: 'plex', instance }, async (client) =>
    read(client, await findItem(client, wanted)),
  );
}

/** The number that Plex knows an item's type by. */
export function typeNumberOf(item: KnownItem): number {
  const found = Object.entries(typeNumbers).find(([name]) => name === item.type)?.[1];
  if (found !== undefined) return found;
  throw new AppError('invalid_argument', `${itemName(item)} is a ${item.type ?? 'thing'} that cannot be changed so`);
}

async function findById(client: PlexClient, id: number): Promise<KnownItem | undefined> {
  const found = await unlessNotFound(client.browse.item(id));
  return found === undefined ? undefined : toKnownItem(found)[0];
}

type Record = NamedItem & Pick<PlexItem, 'ratingKey' | 'librarySectionID'>;

function toKnownItem(record: Record): KnownItem[] {
  const { ratingKey: id, title, type = '', year, librarySectionID } = record;
  if (id === undefined || !(type in typeNumbers) || type === 'collection') return [];
  return [{ ...record, id, title, type, year, librarySectionID, shownAs: placedName(record) }];
}

// The same item may stand in several hubs.
function distinct(items: readonly KnownItem[]): KnownItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

// Plex looks for words, and a year in brackets is none of a title.
function withoutYear(title: string): string {
  return title.replace(/\s*\(\d{4}\)\s*$/, '') || title;
}
