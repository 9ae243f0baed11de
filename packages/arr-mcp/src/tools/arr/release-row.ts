import { z } from 'zod';

import { releaseFields } from '../../services/arr/arr-schemas.ts';
import { shortLine } from './short-line.ts';

/** Of each release that an indexer offers; `guid` and `indexer_id` are what grabbing it takes. */
export const releaseRowFields = {
  guid: z.string(),
  indexer_id: z.int(),
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

export function toReleaseRow(release: z.output<typeof Release>) {
  const { rejections = [], size, ageHours } = release;
  return {
    guid: release.guid,
    indexer_id: release.indexerId,
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
