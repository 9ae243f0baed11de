import { z } from 'zod';

import { optional } from '../optional.ts';

// Quality and languages are sent back as they came, so they are kept whole.
const NamedRecord = z.looseObject({ id: optional(z.int()), name: optional(z.string()) });

/** A file that Radarr could import by hand, what it takes it for, and why it does not do so itself. Size in bytes. */
export const ImportCandidate = z.object({
  path: z.string(),
  relativePath: optional(z.string()),
  folderName: optional(z.string()),
  size: optional(z.number()),
  // A movie that is not in the library comes without an id.
  movie: optional(z.object({ id: optional(z.int()), title: optional(z.string()), year: optional(z.int()) })),
  releaseGroup: optional(z.string()),
  quality: optional(z.looseObject({ quality: optional(NamedRecord) })),
  languages: optional(z.array(NamedRecord)),
  downloadId: optional(z.string()),
  indexerFlags: optional(z.number()),
  rejections: optional(z.array(z.object({ reason: optional(z.string()), type: optional(z.string()) }))),
});
export type ImportCandidate = z.output<typeof ImportCandidate>;

/** What the ManualImport command is told of one file. */
export interface ImportFile {
  readonly path: string;
  readonly folderName?: string | undefined;
  readonly movieId: number;
  readonly quality?: object | undefined;
  readonly languages?: readonly object[] | undefined;
  readonly releaseGroup?: string | undefined;
  readonly indexerFlags?: number | undefined;
  readonly downloadId?: string | undefined;
}
