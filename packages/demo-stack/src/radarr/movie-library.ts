import type { Resource } from '../arr/arr-state.ts';
import { qualityModel } from '../arr/quality-profiles.ts';
import type { DemoMovie } from '../world/library.ts';
import type { World } from '../world/world.ts';
import {
  type FileEntry,
  type HistoryEntry,
  type HistoryEvent,
  type MovieEntry,
  english,
  folderOf,
  isAvailable,
  toLookupRecord,
} from './movie-records.ts';

const rootFolder = '/data/media/movies';
const bytesPerMinute = 75_000_000;
const dayMs = 86_400_000;
// What the household has came to it so long after its release.
const daysFromRelease = 60;

/** What the stand-in's Radarr keeps. */
export class MovieLibrary {
  readonly world: World;
  movies: MovieEntry[] = [];
  files: FileEntry[] = [];
  history: HistoryEntry[] = [];
  exclusions: { id: number; tmdbId: number; movieTitle: string; movieYear: number }[] = [];
  readonly #lastIds = new Map<string, number>();

  /** With the movies that the household has. */
  constructor(world: World) {
    this.world = world;
    for (const known of world.movies.filter(({ owned }) => owned)) this.#own(known);
  }

  /** Each kind of record is counted by itself. */
  nextId(kind: 'movie' | 'file' | 'event' | 'exclusion' | 'download'): number {
    const id = (this.#lastIds.get(kind) ?? 0) + 1;
    this.#lastIds.set(kind, id);
    return id;
  }

  find(id: number): MovieEntry | undefined {
    return this.movies.find((movie) => movie.id === id);
  }

  fileOf(movieId: number): FileEntry | undefined {
    return this.files.find((file) => file.movieId === movieId);
  }

  /** A movie as the API has it, with its file. */
  resource(movie: MovieEntry): Resource {
    const file = this.fileOf(movie.id);
    const size = file?.size ?? 0;
    return {
      ...movie,
      folderName: movie.path,
      hasFile: file !== undefined,
      movieFileId: file?.id ?? 0,
      isAvailable: isAvailable(movie, this.world.now()),
      sizeOnDisk: size,
      ...(file === undefined ? {} : { movieFile: file }),
      statistics: {
        movieFileCount: file === undefined ? 0 : 1,
        sizeOnDisk: size,
        releaseGroups: file === undefined ? [] : ['DEMO'],
      },
    };
  }

  /** Puts a movie that the world knows into the library. */
  add(known: DemoMovie, given: Resource = {}): MovieEntry {
    const now = this.world.now();
    const { remotePoster: _poster, folder: _folder, ...record } = toLookupRecord(known, now);
    const movie: MovieEntry = {
      ...record,
      path: `${rootFolder}/${folderOf(known)}`,
      rootFolderPath: rootFolder,
      qualityProfileId: 1,
      minimumAvailability: 'released',
      monitored: true,
      added: now.toISOString(),
      ...given,
      id: this.nextId('movie'),
    };
    this.movies.push(movie);
    return movie;
  }

  replace(movie: MovieEntry): void {
    this.movies = this.movies.map((each) => (each.id === movie.id ? movie : each));
  }

  remove(movieId: number): void {
    this.movies = this.movies.filter(({ id }) => id !== movieId);
    this.files = this.files.filter((file) => file.movieId !== movieId);
    this.history = this.history.filter((entry) => entry.movieId !== movieId);
  }

  /** Gives a movie a file; an older one goes. */
  addFile(movie: MovieEntry, given: Resource = {}): FileEntry {
    this.files = this.files.filter(({ movieId }) => movieId !== movie.id);
    const relativePath = `${folderOf(movie)} WEBDL-1080p.mkv`;
    const file: FileEntry = {
      id: this.nextId('file'),
      movieId: movie.id,
      relativePath,
      path: `${movie.path}/${relativePath}`,
      size: movie.runtime * bytesPerMinute + movie.id * 1_000_003,
      dateAdded: this.world.now().toISOString(),
      sceneName: `${movie.title.replaceAll(' ', '.')}.${movie.year}.1080p.WEB.h264-DEMO`,
      releaseGroup: 'DEMO',
      edition: '',
      languages: [english],
      quality: qualityModel('Radarr', 'WEBDL-1080p'),
      customFormats: [],
      customFormatScore: 0,
      indexerFlags: 0,
      mediaInfo: mediaInfo(movie),
      qualityCutoffNotMet: false,
      ...given,
    };
    this.files.push(file);
    return file;
  }

  /** Adds to the history. */
  note(eventType: HistoryEvent, movie: MovieEntry, data: Readonly<Record<string, string>>, date?: string): void {
    this.history.push({
      id: this.nextId('event'),
      movieId: movie.id,
      sourceTitle: `${movie.title.replaceAll(' ', '.')}.${movie.year}.1080p.WEB.h264-DEMO`,
      languages: [english],
      quality: qualityModel('Radarr', 'WEBDL-1080p'),
      customFormats: [],
      customFormatScore: 0,
      qualityCutoffNotMet: false,
      date: date ?? this.world.now().toISOString(),
      eventType,
      data,
    });
  }

  #own(known: DemoMovie): void {
    const now = this.world.now().getTime();
    const added = new Date(Math.min(now, now + (known.releasedInDays + daysFromRelease) * dayMs)).toISOString();
    const movie = this.add(known, { added });
    if (!known.hasFile) return;
    this.note('grabbed', movie, grabbed, added);
    this.note('downloadFolderImported', movie, { importedPath: this.addFile(movie, { dateAdded: added }).path }, added);
  }
}

/** What Radarr keeps of a grab; the address holds the indexer's key. */
export const grabbed = {
  indexer: 'Demo Usenet',
  downloadClientName: 'SABnzbd',
  downloadUrl: 'http://prowlarr:9696/1/download?apikey=demo-indexer-key',
};

function mediaInfo({ runtime }: MovieEntry): object {
  const hours = Math.floor(runtime / 60);
  return {
    audioBitrate: 640_000,
    audioChannels: 5.1,
    audioCodec: 'EAC3',
    audioLanguages: 'eng',
    audioStreamCount: 1,
    videoBitDepth: 8,
    videoBitrate: 0,
    videoCodec: 'h264',
    videoFps: 23.976,
    videoDynamicRange: '',
    videoDynamicRangeType: '',
    resolution: '1920x1080',
    runTime: `${hours}:${String(runtime % 60).padStart(2, '0')}:00`,
    scanType: 'Progressive',
    subtitles: 'eng',
  };
}
