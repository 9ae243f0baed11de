import { z } from 'zod';

import { container, flag, id, many, number, seconds, tags, text } from './plex-fields.ts';

/** A setting of a library, or of another thing that Plex keeps settings of. */
export const Setting = z.object({
  id: text,
  label: text,
  /** bool, int, double or text: what its values mean, which are text in XML */
  type: text,
  value: z.unknown(),
  default: z.unknown(),
  hidden: flag,
});
export type Setting = z.output<typeof Setting>;
export const SettingList = container({ Setting: many(Setting) });

/** Of an item what a library is counted by. */
export const CountedItem = z.object({
  year: number,
  studio: text,
  duration: seconds,
  viewCount: number,
  leafCount: number,
  viewedLeafCount: number,
  childCount: number,
  parentTitle: text,
  parentYear: number,
  grandparentTitle: text,
  title: text,
  Genre: tags,
  Director: tags,
  Media: many(z.object({ audioCodec: text })),
});
export type CountedItem = z.output<typeof CountedItem>;
export const CountedList = container({ Metadata: many(CountedItem) });

const File = z.object({ file: text, size: number });

/** What an item has on disk. */
export const ItemFiles = z.object({
  ratingKey: id,
  Media: many(z.object({ id, videoResolution: text, Part: many(File) })),
});
export type ItemFiles = z.output<typeof ItemFiles>;
export const ItemFilesList = container({ Metadata: many(ItemFiles) });

/** Where an item's images are. */
export const ItemImages = z.object({
  thumb: text,
  art: text,
  Image: many(z.object({ type: text, url: text })),
});
export type ItemImages = z.output<typeof ItemImages>;
export const ItemImagesList = container({ Metadata: many(ItemImages) });

/** An image that an item could have; `ratingKey` is what it is chosen by, an address in most cases. */
export const Artwork = z.object({ key: text, ratingKey: text, provider: text, selected: flag, thumb: text });
export type Artwork = z.output<typeof Artwork>;
export const ArtworkList = container({ Metadata: many(Artwork) });
