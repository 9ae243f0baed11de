import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { QueryValue } from '../../services/service-call.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { changesInput } from './changes-input.ts';
import { type KnownItem, findItem, itemInput, typeNumberOf } from './find-item.ts';
import { itemName } from './item-name.ts';
import { type TagChange, changedNames, changedOutput, idleTags, toFieldQuery, toTagQuery } from './tag-changes.ts';

const text = z.string().min(1).max(500).optional();
const names = z.array(z.string().min(1).max(100)).max(30).optional();

const ItemChanges = z.strictObject({
  title: text,
  sort_title: text,
  summary: z.string().max(5000).optional(),
  content_rating: text,
  user_rating: z.number().min(0).max(10).optional(),
  release_date: z.iso.date().optional(),
  studio: text,
  add_genres: names,
  remove_genres: names,
  add_directors: names,
  remove_directors: names,
  add_labels: names,
  remove_labels: names,
});
type ItemChanges = z.output<typeof ItemChanges>;

export default defineTool({
  name: 'plex_edit_item',
  title: 'Edit the metadata of an item in Plex',
  description: 'Edits the metadata of an item.',
  toolset: 'plex_library',
  annotations: WRITE,
  input: z.object({
    ...itemInput,
    changes: changesInput(
      ItemChanges,
      'title, sort_title, summary, content_rating, user_rating, release_date, studio; add_ or remove_ genres, directors, labels.',
    ),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), id: z.int(), name: z.string(), ...changedOutput }),
  async handler({ instance, changes, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    if (changedNames(changes, []).length === 0) throw nothingToChange();
    const found = await findItem(client, wanted);
    const idle = await edit(client, found, changes);
    return {
      instance: client.instance,
      id: found.id,
      name: itemName(await client.browse.item(found.id)),
      changed: changedNames(changes, idle),
      ...(idle.length === 0 ? {} : { unchanged: idle }),
    };
  },
});

/** @returns the tags of the changes that change nothing */
async function edit(client: PlexClient, item: KnownItem, changes: ItemChanges): Promise<string[]> {
  const type = typeNumberOf(item);
  const { librarySectionID, Genre, Director, Label } = await client.browse.item(item.id);
  const tags: TagChange[] = [
    { kind: 'genre', now: Genre, add: changes.add_genres, remove: changes.remove_genres },
    { kind: 'director', now: Director, add: changes.add_directors, remove: changes.remove_directors },
    { kind: 'label', now: Label, add: changes.add_labels, remove: changes.remove_labels },
  ];
  const fields: Record<string, QueryValue> = {
    ...toFieldQuery('title', changes.title),
    ...toFieldQuery('titleSort', changes.sort_title),
    ...toFieldQuery('summary', changes.summary),
    ...toFieldQuery('contentRating', changes.content_rating),
    ...toFieldQuery('originallyAvailableAt', changes.release_date),
    ...toFieldQuery('studio', changes.studio),
    ...Object.fromEntries(tags.flatMap((change) => Object.entries(toTagQuery(change)))),
  };
  if (Object.keys(fields).length > 0) {
    if (librarySectionID === undefined) throw new AppError('refused', `${itemName(item)} is in no library`);
    await client.library.edit({ sectionId: librarySectionID, ratingKey: item.id, type }, fields);
  }
  if (changes.user_rating !== undefined) await client.library.rate(item.id, changes.user_rating);
  return tags.flatMap(idleTags);
}

function nothingToChange(): AppError {
  return new AppError('invalid_argument', 'nothing to change was given', {
    hint: 'describe_tool tells what changes can hold.',
  });
}
