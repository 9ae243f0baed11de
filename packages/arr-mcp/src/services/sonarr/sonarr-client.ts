import { z } from 'zod';

import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import type { Command } from '../arr/arr-schemas.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { Episode, EpisodeFile, EpisodePage, HistoryPage, QueuePage, Release } from './episode-schemas.ts';
import { ImportCandidate, type ImportFile } from './import-schemas.ts';
import { FoundSeries, Series, SeriesIdentity, SeriesRecord, SeriesRow } from './series-schemas.ts';
import { sonarrCalls } from './sonarr-calls.ts';

/** One page of what Sonarr itself pages; the first page is 1. */
export interface UpstreamPage {
  readonly page: number;
  readonly pageSize: number;
}

/** Sonarr, API v3. */
export class SonarrClient extends ArrLibraryClient {
  async listSeries(): Promise<SeriesRow[]> {
    return this.call(sonarrCalls.listSeries, z.array(SeriesRow));
  }

  /** Of all series. */
  async identities(): Promise<SeriesIdentity[]> {
    return this.call(sonarrCalls.listSeries, z.array(SeriesIdentity));
  }

  async series(id: number): Promise<Series> {
    return this.call(sonarrCalls.oneSeries, Series, { params: { id } });
  }

  /** @param term part of a title, or `tvdb:<id>` */
  async lookup(term: string): Promise<FoundSeries[]> {
    return this.call(sonarrCalls.lookup, z.array(FoundSeries), { query: { term } });
  }

  /** The whole record that adding a series starts from; undefined: nothing has that id. */
  async lookupRecord(tvdbId: number): Promise<SeriesRecord | undefined> {
    const found = await this.call(sonarrCalls.lookup, z.array(SeriesRecord), { query: { term: `tvdb:${tvdbId}` } });
    return found.find((record) => record['tvdbId'] === tvdbId);
  }

  async addSeries(record: SeriesRecord): Promise<Series> {
    return this.call(sonarrCalls.addSeries, Series, { body: record });
  }

  /**
   * Changes a series and keeps all else of its record, which Sonarr takes only as a whole.
   * @param change of the record as it is now
   */
  async updateSeries(
    id: number,
    change: (record: SeriesRecord) => SeriesRecord,
    { moveFiles }: { moveFiles: boolean } = { moveFiles: false },
  ): Promise<Series> {
    const record = await this.call(sonarrCalls.oneSeries, SeriesRecord, { params: { id } });
    return this.call(sonarrCalls.updateSeries, Series, { params: { id }, query: { moveFiles }, body: change(record) });
  }

  async deleteSeries(id: number, query: { deleteFiles: boolean; addImportListExclusion: boolean }): Promise<void> {
    await this.send(sonarrCalls.deleteSeries, { params: { id }, query });
  }

  async episodes(seriesId: number, seasonNumber?: number): Promise<Episode[]> {
    return this.call(sonarrCalls.episodes, z.array(Episode), { query: { seriesId, seasonNumber } });
  }

  async episode(id: number): Promise<Episode> {
    return this.call(sonarrCalls.oneEpisode, Episode, { params: { id } });
  }

  async monitorEpisodes(episodeIds: readonly number[], monitored: boolean): Promise<void> {
    await this.send(sonarrCalls.monitorEpisodes, { body: { episodeIds, monitored } });
  }

  async episodeFiles(seriesId: number): Promise<EpisodeFile[]> {
    return this.call(sonarrCalls.episodeFiles, z.array(EpisodeFile), { query: { seriesId } });
  }

  /** Sonarr fails (upstream) when one of them is not there. */
  async episodeFilesOf(episodeFileIds: readonly number[]): Promise<EpisodeFile[]> {
    return this.call(sonarrCalls.episodeFiles, z.array(EpisodeFile), { query: { episodeFileIds } });
  }

  /** All of one series: Sonarr looks for each of them in the folder of the first one's. */
  async deleteEpisodeFiles(episodeFileIds: readonly number[]): Promise<void> {
    await this.send(sonarrCalls.deleteEpisodeFiles, { body: { episodeFileIds } });
  }

  /** Episodes that air between two moments, also those that are not monitored. */
  async calendar(start: Date, end: Date): Promise<Episode[]> {
    return this.call(sonarrCalls.calendar, z.array(Episode), {
      query: { start: start.toISOString(), end: end.toISOString(), unmonitored: true, includeSeries: true },
    });
  }

  /** Downloads that Sonarr waits for, the next to be ready first, also those that it cannot place. */
  async queue({ page, pageSize }: UpstreamPage): Promise<QueuePage> {
    const query = { page, pageSize, includeUnknownSeriesItems: true, includeSeries: true, includeEpisode: true };
    return this.call(sonarrCalls.queue, QueuePage, { query });
  }

  /** What happened, the latest first. */
  async history({ page, pageSize }: UpstreamPage, filter: HistoryFilter = {}): Promise<HistoryPage> {
    const { seriesId, event } = filter;
    return this.call(sonarrCalls.history, HistoryPage, {
      query: {
        page,
        pageSize,
        sortKey: 'date',
        sortDirection: 'descending',
        includeSeries: true,
        includeEpisode: true,
        ...(seriesId === undefined ? {} : { seriesIds: [seriesId] }),
        ...(event === undefined ? {} : { eventType: historyEvents[event] }),
      },
    });
  }

  /** Monitored episodes that have aired and have no file, the latest first. */
  async missing({ page, pageSize }: UpstreamPage): Promise<EpisodePage> {
    return this.call(sonarrCalls.missing, EpisodePage, {
      query: { page, pageSize, sortKey: 'episodes.airDateUtc', sortDirection: 'descending', includeSeries: true },
    });
  }

  /** Asks every indexer what it has: of an episode, or of a season. */
  async releases(of: ReleaseQuery): Promise<Release[]> {
    return this.call(sonarrCalls.releases, z.array(Release), { query: { ...of } });
  }

  /** The files of a download, or of a folder, that could be imported by hand. */
  async importCandidates(of: { downloadId: string } | { folder: string }): Promise<ImportCandidate[]> {
    return this.call(sonarrCalls.manualImport, z.array(ImportCandidate), {
      query: { ...of, filterExistingFiles: false },
    });
  }

  /** @param importMode auto: as the download client's settings have it, so that torrents go on seeding */
  async importFiles(files: readonly ImportFile[], importMode: 'auto' | 'move' | 'copy'): Promise<Command> {
    return this.runCommand('ManualImport', { files, importMode });
  }
}

export interface HistoryFilter {
  readonly seriesId?: number | undefined;
  readonly event?: HistoryEvent | undefined;
}

/** Numbers of Sonarr's own enumeration; its query takes no names. */
const historyEvents = {
  grabbed: [1],
  imported: [2, 3],
  failed: [4],
  deleted: [5],
  renamed: [6],
  ignored: [7],
} as const;
export type HistoryEvent = keyof typeof historyEvents;

export type ReleaseQuery =
  | { readonly episodeId: number }
  | { readonly seriesId: number; readonly seasonNumber: number };

export function openSonarr(options: OpenOptions): (signal: AbortSignal) => SonarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v3' } as const;
  return (signal) => new SonarrClient(connection, signal, facts);
}
