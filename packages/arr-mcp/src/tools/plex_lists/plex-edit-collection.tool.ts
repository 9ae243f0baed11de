import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { typeNumbers } from '../../services/plex/plex-browse-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { changesInput } from '../plex_library/changes-input.ts';
import { readImageSource } from '../plex_library/image-source.ts';
import { changedNames, changedOutput, idleTags, toFieldQuery, toTagQuery } from '../plex_library/tag-changes.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { type KnownCollection, collectionInput, collectionName, findCollection } from './find-collection.ts';

const text = z.string().min(1).max(500).optional();
const names = z.array(z.string().min(1).max(100)).max(30).optional();

// As Plex numbers them.
const modes = { default: -1, hide: 0, hide_items: 1, show_items: 2 } as const;
const viewers = { admin: 0, user: 1 } as const;
const orders = { release: 0, alphabetical: 1, custom: 2 } as const;

const CollectionChanges = z.strictObject({
  title: text,
  sort_title: text,
  summary: z.string().max(5000).optional(),
  content_rating: text,
  labels: names,
  add_labels: names,
  remove_labels: names,
  poster: z.string().min(1).max(1000).optional(),
  background: z.string().min(1).max(1000).optional(),
  mode: z.enum(['default', 'hide', 'hide_items', 'show_items']).optional(),
  order: z.enum(['release', 'alphabetical', 'custom']).optional(),
  /** of a smart collection: whose views its rules look at */
  filter_by: z.enum(['admin', 'user']).optional(),
});
type CollectionChanges = z.output<typeof CollectionChanges>;

export default defineTool({
  name: 'plex_edit_collection',
  title: 'Edit a collection in Plex',
  description: 'Edits a collection.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({
    ...collectionInput,
    changes: changesInput(
      CollectionChanges,
      'title, sort_title, summary, content_rating, [add_, remove_]labels, poster, background (URL or path), mode (hide, hide_items, show_items…), order, filter_by.',
    ),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), id: z.int(), title: z.string(), ...changedOutput }),
  async handler({ instance, changes, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    if (changedNames(changes, []).length === 0) {
      throw new AppError('invalid_argument', 'nothing to change was given', {
        hint: 'describe_tool tells what changes can hold.',
      });
    }
    const images = await readImages(changes, context);
    const found = await findCollection(client, wanted);
    const idle = await editFields(client, found, changes);
    await setPrefs(client, found, changes);
    for (const { type, image } of images) await client.library.addArtwork(found.id, type, image);
    const { title } = await client.lists.collection(found.id);
    return {
      instance: client.instance,
      id: found.id,
      title: collectionName({ title, id: found.id }),
      changed: changedNames(changes, idle),
      ...(idle.length === 0 ? {} : { unchanged: idle }),
    };
  },
});

// Looked at before anything is changed: a wrong address leaves all as it is.
async function readImages(changes: CollectionChanges, context: ToolContext) {
  const wanted = (['poster', 'background'] as const).map(async (type) => {
    const given = changes[type];
    return given === undefined ? [] : [{ type, image: await readImageSource(given, context) }];
  });
  return (await Promise.all(wanted)).flat();
}

/** @returns the labels that are added or removed for nothing */
async function editFields(client: PlexClient, found: KnownCollection, changes: CollectionChanges): Promise<string[]> {
  const { labels, add_labels: added = [], remove_labels: removed = [] } = changes;
  const isAbout = labels !== undefined || added.length + removed.length > 0;
  const now = isAbout ? (await client.browse.item(found.id)).Label : [];
  const kept = labels?.map((label) => label.toLowerCase());
  const gone = kept === undefined ? removed : now.filter((label) => !kept.includes(label.toLowerCase()));
  const fields = {
    ...toFieldQuery('title', changes.title),
    ...toFieldQuery('titleSort', changes.sort_title),
    ...toFieldQuery('summary', changes.summary),
    ...toFieldQuery('contentRating', changes.content_rating),
    ...toTagQuery({ kind: 'label', now, add: labels ?? added, remove: gone }),
  };
  const idle = labels === undefined ? idleTags({ kind: 'label', now, add: added, remove: removed }) : [];
  if (Object.keys(fields).length === 0) return idle;
  const { librarySectionID: sectionId } = found;
  if (sectionId === undefined) throw new AppError('refused', `${collectionName(found)} is in no library`);
  await client.library.edit({ sectionId, ratingKey: found.id, type: typeNumbers.collection }, fields);
  return idle;
}

async function setPrefs(
  client: PlexClient,
  { id }: KnownCollection,
  { mode, order, filter_by: viewer }: CollectionChanges,
): Promise<void> {
  const prefs = {
    ...(mode === undefined ? {} : { collectionMode: modes[mode] }),
    ...(order === undefined ? {} : { collectionSort: orders[order] }),
    ...(viewer === undefined ? {} : { collectionFilterBasedOnUser: viewers[viewer] }),
  };
  if (Object.keys(prefs).length > 0) await client.lists.setCollectionPrefs(id, prefs);
}
