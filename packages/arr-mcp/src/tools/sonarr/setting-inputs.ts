import { z } from 'zod';

import { idOrTitle } from '../arr/choose-one.ts';

/** A quality profile or root folder by its name or id; the only one there is when left out. */
export const settingName = idOrTitle;

export const tagsInput = z.array(idOrTitle).max(20).optional();
