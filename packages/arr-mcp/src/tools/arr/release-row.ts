import { z } from 'zod';

import { releaseFields } from '../../services/arr/arr-schemas.ts';
import type { ToolContext } from '../tool-context.ts';
import { shortLine } from './short-line.ts';

/** Of each release that an indexer offers; `release` is what grabbing it takes. */
export const releaseRowFields = {
  release: z.string(),
  title: z.string().optional(),
  quality: z.string().optional(),
  size_bytes: z.int().optional(),
  age_hours: z.int().optional(),
  protocol: z.string().optional(),
  seeders: z.int().optional(),
  indexer: z.string().optional(),
  score: z.number().optional(),
  rejected: z.array(z.string()).optional(),
};

const Release = z.object(releaseFields);
type Release = z.output<typeof Release>;

/** Names a release that this instance has found, for grabbing it later. */
export function handleOf({ releases }: Pick<ToolContext, 'releases'>, instance: string, release: Release): string {
  const { guid, indexerId, title } = release;
  return releases.keep({ instance, guid, indexerId, title });
}

export function toReleaseRow(release: Release, handle: string) {
  const { rejections = [], size, ageHours } = release;
  return {
    release: handle,
    title: shortLine(release.title),
    quality: release.quality,
    size_bytes: size === undefined ? undefined : Math.round(size),
    age_hours: ageHours === undefined ? undefined : Math.round(ageHours),
    protocol: release.protocol,
    seeders: release.seeders,
    indexer: shortLine(release.indexer),
    score: release.customFormatScore,
    rejected: rejections.length === 0 ? undefined : rejections.slice(0, 3).flatMap((text) => shortLine(text) ?? []),
  };
}
