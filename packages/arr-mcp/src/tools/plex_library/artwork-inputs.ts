import { z } from 'zod';

import { artworkTypes } from '../../services/plex/plex-library-client.ts';
import { itemInput } from './find-item.ts';

export const artworkInput = { ...itemInput, type: z.enum(artworkTypes).optional() };

/** What is meant where no type is given. */
export const usualArtwork = 'poster';

/** Characters of an address, or of what an image is chosen by. */
export const longestImage = 1000;
