import { plexPeople } from '../world/plex-household.ts';
import type { PlexEntry, PlexFile, PlexType } from './plex-entry.ts';

const resolutions = ['1080', '4k', '1080', '720', 'sd'] as const;
const kbitPerSecond = { '4k': 25_000, '1080': 9000, '720': 4000, sd: 1500 } as const;

/** Nothing is known of it yet but where it belongs. */
export function blank(
  sectionId: number,
  type: PlexType,
  addedAt: number,
): Omit<PlexEntry, 'ratingKey' | 'guid' | 'title'> {
  return {
    type,
    sectionId,
    addedAt,
    updatedAt: addedAt,
    summary: '',
    guids: [],
    genres: [],
    directors: [],
    writers: [],
    actors: [],
    collections: [],
    labels: [],
    files: [],
    viewCount: 0,
    viewOffsetMs: 0,
    lastViewedAt: 0,
  };
}

export function videoFile(path: string, minutes: number, seed: number): PlexFile {
  const resolution = pick(resolutions, seed);
  const bitrate = kbitPerSecond[resolution];
  const codecs = { videoCodec: resolution === '4k' ? 'hevc' : 'h264', audioCodec: seed % 2 === 0 ? 'eac3' : 'aac' };
  return { path, size: (bitrate * 1000 * minutes * 60) / 8, resolution, bitrate, container: 'mkv', ...codecs };
}

export function people(seed: number): Pick<PlexEntry, 'directors' | 'writers' | 'actors'> {
  return {
    directors: [pick(plexPeople, seed)],
    writers: [pick(plexPeople, seed + 3)],
    actors: [pick(plexPeople, seed + 5), pick(plexPeople, seed + 7)],
  };
}

export function pick<Value>(values: readonly [Value, ...Value[]], seed: number): Value {
  return values[seed % values.length] ?? values[0];
}

export function dateOf(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}
