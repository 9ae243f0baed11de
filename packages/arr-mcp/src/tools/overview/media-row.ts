import { z } from 'zod';

import type { Download } from '../../domain/downloads/join-downloads.ts';
import type { FoundTitle } from '../../domain/media/find-titles.ts';
import type { MediaRecord } from '../../domain/media/media-record.ts';
import { progressOf } from './progress-of.ts';

const mostDownloads = 5;

const record = { instance: z.string(), id: z.int() };
const arrRecord = { ...record, status: z.string().optional(), monitored: z.boolean().optional() };
const part = z.enum(['yes', 'partly', 'no']);

const parts = {
  plex: z.object({
    ...record,
    library_id: z.int().optional(),
    episodes: z.int().optional(),
    /** of a movie its plays, of a series its episodes */
    watched: z.int().optional(),
    last_watched_at: z.string().optional(),
  }),
  /** episodes are those that should be there by now */
  sonarr: z.object({ ...arrRecord, episodes: z.int().optional(), files: z.int().optional() }),
  radarr: z.object({ ...arrRecord, has_file: z.boolean() }),
  trakt: z.object({
    ...record,
    plays: z.int().optional(),
    last_watched_at: z.string().optional(),
    on_watchlist: z.boolean().optional(),
  }),
};

const DownloadPart = z.object({
  state: z.string(),
  reason: z.string().optional(),
  client: z.string().optional(),
  download_id: z.string().optional(),
  progress_percent: z.int().optional(),
});

/** A movie or a series, and what each service knows of it under its own ids. */
export const MediaRow = z.object({
  title: z.string(),
  year: z.int().optional(),
  type: z.enum(['movie', 'series']),
  imdb_id: z.string().optional(),
  tmdb_id: z.int().optional(),
  tvdb_id: z.int().optional(),
  have: part,
  wanted: z.boolean(),
  watched: part.optional(),
  plex: z.array(parts.plex).optional(),
  sonarr: z.array(parts.sonarr).optional(),
  radarr: z.array(parts.radarr).optional(),
  trakt: z.array(parts.trakt).optional(),
  /** how many there are, where not all are listed */
  downloads_total: z.int().optional(),
  downloads: z.array(DownloadPart).optional(),
});

export function toMediaRow(found: FoundTitle): z.input<typeof MediaRow> {
  const { title, year, type, ids, have, wanted, watched, downloads } = found;
  return {
    title,
    year: year === 0 ? undefined : year,
    type,
    imdb_id: ids.imdb,
    tmdb_id: ids.tmdb || undefined,
    tvdb_id: ids.tvdb || undefined,
    have,
    wanted,
    watched,
    plex: partOf(found, 'plex', toPlexPart),
    sonarr: partOf(found, 'sonarr', toSonarrPart),
    radarr: partOf(found, 'radarr', toRadarrPart),
    trakt: partOf(found, 'trakt', toTraktPart),
    downloads_total: downloads.length > mostDownloads ? downloads.length : undefined,
    downloads: downloads.length === 0 ? undefined : downloads.slice(0, mostDownloads).map(toDownloadPart),
  };
}

function partOf<Row>(
  { records }: FoundTitle,
  service: MediaRecord['service'],
  toRow: (record: MediaRecord) => Row,
): Row[] | undefined {
  const own = records.filter((each) => each.service === service);
  return own.length === 0 ? undefined : own.map(toRow);
}

function toPlexPart({ instance, id, type, libraryId, files, watched, lastWatchedAt }: MediaRecord) {
  const episodes = type === 'series' ? files : undefined;
  return { instance, id, library_id: libraryId, episodes, watched, last_watched_at: lastWatchedAt };
}

function toSonarrPart({ instance, id, status, monitored, expected, files }: MediaRecord) {
  return { instance, id, status, monitored, episodes: expected, files };
}

function toRadarrPart({ instance, id, status, monitored, files }: MediaRecord) {
  return { instance, id, status, monitored, has_file: files === 1 };
}

function toTraktPart({ instance, id, watched, lastWatchedAt, onWatchlist }: MediaRecord) {
  return { instance, id, plays: watched, last_watched_at: lastWatchedAt, on_watchlist: onWatchlist };
}

function toDownloadPart({ state, reason, client, id, sizeBytes, leftBytes }: Download) {
  return { state, reason, client, download_id: id, progress_percent: progressOf({ sizeBytes, leftBytes }) };
}
