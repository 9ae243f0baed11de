import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { ArtworkType } from '../../services/plex/plex-library-client.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { ImageContent, imageOutput } from '../image-content.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { artworkInput, usualArtwork } from './artwork-inputs.ts';
import { type KnownItem, askAboutItem } from './find-item.ts';
import { itemName } from './item-name.ts';

// As much as a model looks at; Plex makes the image that small.
const sizes = {
  poster: { width: 480, height: 720 },
  background: { width: 960, height: 540 },
  logo: { width: 480, height: 480 },
} as const;
// Clients hold larger ones back, or give up on the answer.
const maxImageBytes = 600_000;

export default defineTool({
  name: 'plex_get_artwork',
  title: 'An image of an item in Plex',
  description: 'Shows an image of an item.',
  toolset: 'plex_library',
  annotations: READ,
  input: z.object({ ...artworkInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    name: z.string(),
    type: z.string(),
    /** below the server's address; holds no token */
    path: z.string(),
    image: imageOutput,
    ...instanceOutput,
  }),
  async handler({ type = usualArtwork, ...wanted }, context) {
    const asked = await askAboutItem(context, wanted, async (client, found) => readImage(client, found, type));
    const [first] = asked.answers;
    // One that has it is enough: there is one image in an answer.
    if (first === undefined) throw new AppError('not_found', 'no instance has that item');
    return { instance: first.instance, ...first.value, type, unavailable: asked.unavailable };
  },
});

async function readImage(client: PlexClient, item: KnownItem, type: ArtworkType) {
  const path = await client.library.imagePath(item.id, type);
  if (path === undefined) {
    throw new AppError('not_found', `${itemName(item)} has no ${type}`, {
      hint: 'plex_list_artwork lists what it could have, plex_set_artwork chooses one.',
    });
  }
  const { mimeType, bytes } = await client.library.image(path, sizes[type], type === 'logo' ? 'png' : 'jpg');
  if (bytes.byteLength > maxImageBytes) {
    throw new AppError(
      'bad_response',
      `the image has ${bytes.byteLength} bytes, more than the ${maxImageBytes} allowed`,
    );
  }
  return { id: item.id, name: itemName(item), path: shownPath(path), image: new ImageContent(mimeType, bytes) };
}

// An address of another place may bring a key of its own, in its query or elsewhere.
function shownPath(path: string): string {
  return shortLine(path.split('?')[0], 300) ?? '';
}
