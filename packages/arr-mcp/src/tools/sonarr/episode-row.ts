import { z } from 'zod';

import type { Episode } from '../../services/sonarr/episode-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

const episodeFields = {
  season: z.int(),
  episode: z.int(),
  title: z.string().optional(),
  airs_at: z.string().optional(),
  has_file: z.boolean().optional(),
  monitored: z.boolean().optional(),
};

/** An episode of a series that is named beside it. */
export const EpisodeRow = z.object({
  instance: z.string().optional(),
  episode_id: z.int(),
  ...episodeFields,
  file_id: z.int().optional(),
});

export function toEpisodeRow(episode: Episode) {
  const { id, seasonNumber, episodeNumber, title, airDateUtc, hasFile, monitored, episodeFileId = 0 } = episode;
  return {
    episode_id: id,
    season: seasonNumber,
    episode: episodeNumber,
    title: shortLine(title, 100),
    airs_at: airDateUtc,
    has_file: hasFile,
    monitored,
    file_id: episodeFileId === 0 ? undefined : episodeFileId,
  };
}

/** An episode among those of other series. */
export const AiringRow = z.object({
  instance: z.string().optional(),
  series: z.string().optional(),
  series_id: z.int(),
  episode_id: z.int(),
  ...episodeFields,
});

export function toAiringRow(episode: Episode) {
  const { file_id: _file, ...row } = toEpisodeRow(episode);
  return { series: shortLine(episode.series?.title), series_id: episode.seriesId, ...row };
}

/** S03E05 */
export function placeOf(season: number | undefined, episode: number | undefined): string {
  return `S${pad(season)}${episode === undefined ? '' : `E${pad(episode)}`}`;
}

function pad(number = 0): string {
  return String(number).padStart(2, '0');
}
