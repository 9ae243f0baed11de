import { z } from 'zod';

import { minimumAvailabilities } from '../../services/radarr/radarr-calls.ts';
import { idOrTitle } from '../arr/choose-one.ts';

/** What adding and changing a movie both take; profile and folder by name or id. */
export const movieSettings = {
  quality_profile: idOrTitle.optional(),
  root_folder: idOrTitle.optional(),
  minimum_availability: z.enum(minimumAvailabilities).optional(),
  tags: z.array(idOrTitle).max(20).optional(),
};
