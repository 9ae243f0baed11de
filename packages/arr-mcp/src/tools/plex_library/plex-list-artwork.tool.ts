import { z } from 'zod';

import type { Artwork } from '../../services/plex/plex-library-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { artworkId } from './artwork-id.ts';
import { artworkInput, longestImage, usualArtwork } from './artwork-inputs.ts';
import { askAboutItem } from './find-item.ts';

export default defineTool({
  name: 'plex_list_artwork',
  title: 'Images that an item in Plex could have',
  description: 'Images to choose from for an item.',
  toolset: 'plex_library',
  annotations: READ,
  input: z.object({ ...artworkInput, ...instanceInput, ...pageInput }),
  output: z.object({
    items: z.array(
      z.object({
        instance: z.string().optional(),
        item_id: z.int(),
        index: z.int(),
        /** for plex_set_artwork */
        artwork_id: z.string(),
        provider: z.string().optional(),
        selected: z.boolean(),
        url: z.string().optional(),
      }),
    ),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ limit, cursor, type = usualArtwork, ...wanted }, context) {
    const asked = await askAboutItem(context, wanted, async (client, { id }) => {
      const found = await client.library.artwork(id, type);
      return found.flatMap((each, index) => toRow(each, { item_id: id, index }));
    });
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});

function toRow({ ratingKey, key, provider, selected = false }: Artwork, place: { item_id: number; index: number }) {
  // A longer one could not be given back.
  if (ratingKey === undefined || ratingKey.length > longestImage) return [];
  return [{ ...place, artwork_id: artworkId(ratingKey), provider: shortLine(provider), selected, url: urlOf(key) }];
}

// Of an image of the server's own, Plex tells a path.
function urlOf(key: string | undefined): string | undefined {
  return key?.startsWith('http') === true ? shortLine(key, 500) : undefined;
}
