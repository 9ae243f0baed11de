import { z } from 'zod';

import type { MovieFile } from '../../services/radarr/movie-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** Of the file of a movie. */
export const movieFileFields = {
  file_id: z.int(),
  path: z.string().optional(),
  size_bytes: z.number().optional(),
  added_at: z.string().optional(),
  quality: z.string().optional(),
  better_wanted: z.boolean().optional(),
  score: z.number().optional(),
  languages: z.array(z.string()).optional(),
  release_group: z.string().optional(),
  edition: z.string().optional(),
  /** picture and sound: `1920x1080 h264 DV, EAC3` */
  media: z.string().optional(),
  subtitles: z.string().optional(),
};

export function toMovieFileFields(file: MovieFile) {
  return {
    file_id: file.id,
    path: file.path,
    size_bytes: file.size,
    added_at: file.dateAdded,
    quality: file.quality,
    better_wanted: file.qualityCutoffNotMet,
    score: file.customFormatScore,
    languages: file.languages,
    release_group: shortLine(file.releaseGroup),
    edition: shortLine(file.edition),
    media: mediaOf(file),
    subtitles: shortLine(file.mediaInfo?.subtitles),
  };
}

function mediaOf({ mediaInfo }: MovieFile): string | undefined {
  if (mediaInfo === undefined) return undefined;
  const { resolution, videoCodec, videoDynamicRangeType, audioCodec } = mediaInfo;
  const picture = [resolution, videoCodec, videoDynamicRangeType].filter((part) => (part ?? '') !== '').join(' ');
  return shortLine([picture, audioCodec ?? ''].filter((part) => part !== '').join(', '));
}
