import { z } from 'zod';

import { shortLine } from './short-line.ts';

/** Of each file that could be imported by hand; each tool adds what the service takes it for. */
export const importRowFields = {
  path: z.string(),
  size_bytes: z.int().optional(),
  quality: z.string().optional(),
  languages: z.array(z.string()).optional(),
  release_group: z.string().optional(),
  download_id: z.string().optional(),
  rejected: z.array(z.string()).optional(),
};

/** What the candidates of all *arr have. */
export interface ImportFacts {
  readonly path?: string | undefined;
  readonly size?: number | undefined;
  readonly quality?: { readonly quality?: { readonly name?: string | undefined } | undefined } | undefined;
  readonly languages?: readonly { readonly name?: string | undefined }[] | undefined;
  readonly releaseGroup?: string | undefined;
  readonly downloadId?: string | undefined;
  readonly rejections?: readonly { readonly reason?: string | undefined }[] | undefined;
}

export function toImportRow({ path = '', size, quality, languages = [], rejections = [], ...rest }: ImportFacts) {
  const reasons = rejections.flatMap(({ reason }) => shortLine(reason, 200) ?? []).slice(0, 3);
  const names = languages.flatMap(({ name }) => shortLine(name) ?? []);
  return {
    // Whole: importing names the file by it.
    path,
    size_bytes: size,
    quality: quality?.quality?.name,
    languages: names.length === 0 ? undefined : names,
    release_group: shortLine(rest.releaseGroup),
    download_id: rest.downloadId,
    rejected: reasons.length === 0 ? undefined : reasons,
  };
}
