import { z } from 'zod';

import type { View } from '../../services/plex/plex-activity-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { place, placedFields } from './item-row.ts';

/** One thing that somebody has watched. */
export const ViewRow = z.object({
  instance: z.string().optional(),
  viewed_at: z.string().optional(),
  user: z.string().optional(),
  user_id: z.int().optional(),
  ...placedFields,
  device: z.string().optional(),
  library_id: z.int().optional(),
});

/** The names of those who watched, and of what they watched on, by number; each a line that can be shown. */
export interface Names {
  readonly users: ReadonlyMap<number, string>;
  readonly devices: ReadonlyMap<number, string>;
}

export function toViewRow(view: View, { users, devices }: Names): z.input<typeof ViewRow> {
  const { accountID = 0, deviceID = 0 } = view;
  return {
    viewed_at: view.viewedAt,
    user: users.get(accountID),
    user_id: view.accountID,
    id: view.ratingKey,
    type: view.type,
    title: shortLine(view.title),
    ...place(view),
    device: devices.get(deviceID),
    library_id: view.librarySectionID,
  };
}
