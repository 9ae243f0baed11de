import { z } from 'zod';

import type { PlexItem, PlexItemDetails } from '../../services/plex/plex-item-schemas.ts';
import { toPlainText } from '@arr-mcp/helper-protocol';

import { maskText } from '../../mask-secrets.ts';
import { shortLine } from '../arr/short-line.ts';
import { itemRowFields } from './item-row.ts';

const Stream = z.object({
  id: z.int().optional(),
  kind: z.string(),
  codec: z.string().optional(),
  language: z.string().optional(),
  title: z.string().optional(),
  selected: z.boolean().optional(),
});

const File = z.object({
  /** for plex_delete_item; an item may have a version in 4k and one in 1080p */
  version: z.int().optional(),
  path: z.string().optional(),
  size_bytes: z.number().optional(),
  resolution: z.string().optional(),
  video_codec: z.string().optional(),
  audio_codec: z.string().optional(),
  audio_channels: z.number().optional(),
  kbps: z.number().optional(),
  container: z.string().optional(),
  streams: z.array(Stream).optional(),
});

const Child = z.object({
  id: z.int().optional(),
  title: z.string().optional(),
  number: z.number().optional(),
  year: z.number().optional(),
  episodes: z.number().optional(),
  watched: z.boolean().optional(),
});

/** One item, with all that is shown of it. */
export const ItemDetails = z.object({
  ...itemRowFields,
  original_title: z.string().optional(),
  summary: z.string().optional(),
  tagline: z.string().optional(),
  studio: z.string().optional(),
  network: z.string().optional(),
  released: z.string().optional(),
  rating: z.number().optional(),
  audience_rating: z.number().optional(),
  user_rating: z.number().optional(),
  updated_at: z.string().optional(),
  library: z.string().optional(),
  ids: z.object({ imdb: z.string().optional(), tmdb: z.number().optional(), tvdb: z.number().optional() }),
  genres: z.array(z.string()).optional(),
  directors: z.array(z.string()).optional(),
  writers: z.array(z.string()).optional(),
  countries: z.array(z.string()).optional(),
  collections: z.array(z.string()).optional(),
  labels: z.array(z.string()).optional(),
  actors: z.array(z.string()).optional(),
  files: z.array(File).optional(),
  children: z.array(Child).optional(),
  children_total: z.int().optional(),
});

const mostActors = 12;
const mostTags = 20;
const longestSummary = 1500;

/** What is not in the row of the item already. */
export function toDetails(item: PlexItemDetails, isDetailed: boolean): Partial<z.input<typeof ItemDetails>> {
  const actors = item.Role.map(({ tag, role }) => (role === undefined ? tag : `${tag ?? ''} (${role})`));
  return {
    original_title: shortLine(item.originalTitle),
    summary: maskText(toPlainText(item.summary ?? '')).slice(0, longestSummary) || undefined,
    tagline: shortLine(item.tagline, 200),
    studio: shortLine(item.studio, 100),
    network: shortLine(item.network, 100),
    released: shortLine(item.originallyAvailableAt, 30),
    rating: item.rating,
    audience_rating: item.audienceRating,
    user_rating: item.userRating,
    updated_at: item.updatedAt,
    library: shortLine(item.librarySectionTitle, 100),
    ids: item.Guid,
    genres: list(item.Genre),
    directors: list(item.Director),
    writers: list(item.Writer),
    countries: list(item.Country),
    collections: list(item.Collection),
    labels: list(item.Label),
    actors: list(actors.flatMap((actor) => actor ?? []).slice(0, mostActors)),
    ...(item.Media.length === 0 ? {} : { files: item.Media.flatMap((media) => toFiles(media, isDetailed)) }),
  };
}

export function toChild(child: PlexItem): z.input<typeof Child> {
  const { leafCount, viewedLeafCount = 0, viewCount = 0 } = child;
  return {
    id: child.ratingKey,
    title: shortLine(child.title),
    number: child.index,
    year: child.year,
    episodes: leafCount,
    watched: leafCount === undefined ? viewCount > 0 : viewedLeafCount >= leafCount,
  };
}

function list(names: readonly string[]): string[] | undefined {
  const shown = names.slice(0, mostTags).flatMap((name) => shortLine(name, 100) ?? []);
  return shown.length === 0 ? undefined : shown;
}

const streamKinds: Readonly<Record<number, string>> = { 1: 'video', 2: 'audio', 3: 'subtitles', 4: 'lyrics' };
const mostStreams = 40;

function toFiles(media: PlexItemDetails['Media'][number], isDetailed: boolean): z.input<typeof File>[] {
  return media.Part.map(({ file, size, container, Stream: streams }) => ({
    version: media.id,
    path: shortLine(file, 500),
    size_bytes: size,
    resolution: media.videoResolution,
    video_codec: media.videoCodec,
    audio_codec: media.audioCodec,
    audio_channels: media.audioChannels,
    kbps: media.bitrate,
    container: container ?? media.container,
    ...(isDetailed ? { streams: streams.slice(0, mostStreams).map(toStream) } : {}),
  }));
}

function toStream(stream: PlexItemDetails['Media'][number]['Part'][number]['Stream'][number]): z.input<typeof Stream> {
  return {
    id: stream.id,
    kind: streamKinds[stream.streamType ?? 0] ?? 'other',
    codec: shortLine(stream.codec, 30),
    language: shortLine(stream.language, 40),
    title: shortLine(stream.displayTitle, 80),
    selected: stream.selected,
  };
}
