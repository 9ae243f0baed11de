import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { ArtworkType } from '../../services/plex/plex-library-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { artworkId } from './artwork-id.ts';
import { artworkInput, longestImage, usualArtwork } from './artwork-inputs.ts';
import { type KnownItem, findItem, typeNumberOf } from './find-item.ts';
import { readImageSource } from './image-source.ts';
import { itemName } from './item-name.ts';

const sources = ['chosen', 'fetched', 'uploaded'] as const;
type Source = (typeof sources)[number];

export default defineTool({
  name: 'plex_set_artwork',
  title: 'Set an image of an item in Plex',
  description: 'Sets an image of an item.',
  toolset: 'plex_library',
  annotations: WRITE,
  input: z.object({
    ...artworkInput,
    image: z.string().min(1).max(longestImage).describe('URL, path or artwork_id.'),
    lock: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    name: z.string(),
    type: z.string(),
    source: z.enum(sources),
    locked: z.boolean(),
  }),
  async handler({ instance, type = usualArtwork, image, lock = false, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findItem(client, wanted);
    const source = await setArtwork(client, found.id, { type, image, files: context.files });
    if (lock) await lockArtwork(client, found, type);
    return { instance: client.instance, id: found.id, name: itemName(found), type, source, locked: lock };
  },
});

interface NewArtwork extends Pick<ToolContext, 'files'> {
  readonly type: ArtworkType;
  readonly image: string;
}

/** An image that the item has already is chosen; Plex fetches another one, or is given it. */
async function setArtwork(client: PlexClient, id: number, { type, image, files }: NewArtwork): Promise<Source> {
  const known = await client.library.artwork(id, type);
  const own = known.find(
    ({ ratingKey }) => ratingKey !== undefined && [ratingKey, artworkId(ratingKey)].includes(image),
  );
  if (own?.ratingKey !== undefined) {
    await client.library.selectArtwork(id, type, own.ratingKey);
    return 'chosen';
  }
  const source = await readImageSource(image, { files });
  await client.library.addArtwork(id, type, source);
  return typeof source === 'string' ? 'fetched' : 'uploaded';
}

async function lockArtwork(client: PlexClient, item: KnownItem, type: ArtworkType): Promise<void> {
  if (item.librarySectionID === undefined) throw new AppError('refused', `${itemName(item)} is in no library`);
  const place = { sectionId: item.librarySectionID, ratingKey: item.id, type: typeNumberOf(item) };
  await client.library.lockArtwork(place, type);
}
