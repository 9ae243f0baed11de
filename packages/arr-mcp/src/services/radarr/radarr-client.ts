import { z } from 'zod';

import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import type { Command } from '../arr/arr-schemas.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { HistoryPage, MoviePage, QueuePage, Release } from './activity-schemas.ts';
import { ImportCandidate, type ImportFile } from './import-schemas.ts';
import { Collection, Exclusion, FoundMovie, Movie, MovieFile, MovieRecord, MovieRow } from './movie-schemas.ts';
import { radarrCalls } from './radarr-calls.ts';

/** One page of what Radarr itself pages; the first page is 1. */
export interface UpstreamPage {
  readonly page: number;
  readonly pageSize: number;
}

/** Radarr, API v3. */
export class RadarrClient extends ArrLibraryClient {
  async listMovies(): Promise<MovieRow[]> {
    return this.call(radarrCalls.listMovies, z.array(MovieRow), { query: { excludeLocalCovers: true } });
  }

  async movie(id: number): Promise<Movie> {
    return this.call(radarrCalls.oneMovie, Movie, { params: { id } });
  }

  /** @param term part of a title, `tmdb:<id>` or `imdb:<id>` */
  async lookup(term: string): Promise<FoundMovie[]> {
    return this.call(radarrCalls.lookup, z.array(FoundMovie), { query: { term } });
  }

  /** The whole record that adding a movie starts from; undefined: nothing has that id. */
  async lookupRecord(tmdbId: number): Promise<MovieRecord | undefined> {
    const found = await this.call(radarrCalls.lookup, z.array(MovieRecord), { query: { term: `tmdb:${tmdbId}` } });
    return found.find((record) => record['tmdbId'] === tmdbId);
  }

  async addMovie(record: MovieRecord): Promise<Movie> {
    return this.call(radarrCalls.addMovie, Movie, { body: record });
  }

  /**
   * Changes a movie and keeps all else of its record, which Radarr takes only as a whole.
   * @param change of the record as it is now
   */
  async updateMovie(
    id: number,
    change: (record: MovieRecord) => MovieRecord,
    { moveFiles }: { moveFiles: boolean } = { moveFiles: false },
  ): Promise<Movie> {
    const record = await this.call(radarrCalls.oneMovie, MovieRecord, { params: { id } });
    return this.call(radarrCalls.updateMovie, Movie, { params: { id }, query: { moveFiles }, body: change(record) });
  }

  async deleteMovie(id: number, query: { deleteFiles: boolean; addImportExclusion: boolean }): Promise<void> {
    await this.send(radarrCalls.deleteMovie, { params: { id }, query });
  }

  async movieFiles(movieId: number): Promise<MovieFile[]> {
    return this.call(radarrCalls.movieFiles, z.array(MovieFile), { query: { movieId } });
  }

  async movieFile(id: number): Promise<MovieFile> {
    return this.call(radarrCalls.oneMovieFile, MovieFile, { params: { id } });
  }

  async deleteMovieFile(id: number): Promise<void> {
    await this.send(radarrCalls.deleteMovieFile, { params: { id } });
  }

  /** Movies that come to cinemas, to discs or to the net between two moments, also those that are not monitored. */
  async calendar(start: Date, end: Date): Promise<MovieRow[]> {
    return this.call(radarrCalls.calendar, z.array(MovieRow), {
      query: { start: start.toISOString(), end: end.toISOString(), unmonitored: true },
    });
  }

  /** Downloads that Radarr waits for, the next to be ready first, also those that it cannot place. */
  async queue({ page, pageSize }: UpstreamPage): Promise<QueuePage> {
    const query = { page, pageSize, includeUnknownMovieItems: true, includeMovie: true };
    return this.call(radarrCalls.queue, QueuePage, { query });
  }

  /** What happened, the latest first. */
  async history({ page, pageSize }: UpstreamPage, { movieId, event }: HistoryFilter = {}): Promise<HistoryPage> {
    return this.call(radarrCalls.history, HistoryPage, {
      query: {
        page,
        pageSize,
        sortKey: 'date',
        sortDirection: 'descending',
        includeMovie: true,
        ...(movieId === undefined ? {} : { movieIds: [movieId] }),
        ...(event === undefined ? {} : { eventType: historyEvents[event] }),
      },
    });
  }

  /** Monitored movies that are available and have no file, by title. */
  async missing({ page, pageSize }: UpstreamPage): Promise<MoviePage> {
    const query = { page, pageSize, sortKey: 'movieMetadata.sortTitle', sortDirection: 'ascending', monitored: true };
    return this.call(radarrCalls.missing, MoviePage, { query });
  }

  async collections(): Promise<Collection[]> {
    return this.call(radarrCalls.collections, z.array(Collection));
  }

  async exclusions(): Promise<Exclusion[]> {
    return this.call(radarrCalls.exclusions, z.array(Exclusion));
  }

  /** Asks every indexer what it has. */
  async releases(movieId: number): Promise<Release[]> {
    return this.call(radarrCalls.releases, z.array(Release), { query: { movieId } });
  }

  /** The files of a download, or of a folder, that could be imported by hand. */
  async importCandidates(of: { downloadId: string } | { folder: string }): Promise<ImportCandidate[]> {
    return this.call(radarrCalls.manualImport, z.array(ImportCandidate), {
      query: { ...of, filterExistingFiles: false },
    });
  }

  /** @param importMode auto: as the download client's settings have it, so that torrents go on seeding */
  async importFiles(files: readonly ImportFile[], importMode: 'auto' | 'move' | 'copy'): Promise<Command> {
    return this.runCommand('ManualImport', { files, importMode });
  }
}

export interface HistoryFilter {
  readonly movieId?: number | undefined;
  readonly event?: HistoryEvent | undefined;
}

/** Numbers of Radarr's own enumeration; its query takes no names. */
const historyEvents = {
  grabbed: [1],
  imported: [3, 7],
  failed: [4],
  deleted: [6],
  renamed: [8],
  ignored: [9],
} as const;
export type HistoryEvent = keyof typeof historyEvents;

export function openRadarr(options: OpenOptions): (signal: AbortSignal) => RadarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v3' } as const;
  return (signal) => new RadarrClient(connection, signal, facts);
}
