import { qualityModel } from '../arr/quality-profiles.ts';
import type { DemoDownload, DownloadSubject } from '../world/downloads.ts';
import type { DemoSeries } from '../world/library.ts';
import type { World } from '../world/world.ts';
import { folderOf, rootFolder, toEpisodes, toLookupRecord } from './new-series.ts';
import type { EpisodeEntry, FileEntry, HistoryEntry, HistoryEvent, SeriesEntry } from './sonarr-records.ts';

/** A release, as a download that it would become, and the episodes that it is of. */
export interface OfferedRelease {
  readonly download: DemoDownload;
  readonly episodes: readonly EpisodeEntry[];
}

/** What the stand-in's Sonarr keeps beside what every *arr keeps. */
export class Library {
  readonly world: World;
  series: SeriesEntry[] = [];
  episodes: EpisodeEntry[] = [];
  files: FileEntry[] = [];
  history: HistoryEntry[] = [];
  /** what searches have found, by guid */
  readonly offered = new Map<string, OfferedRelease>();
  #lastId = 0;

  constructor(world: World) {
    this.world = world;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Puts a series that the world knows into the library, with its episodes. */
  add(known: DemoSeries, given: Readonly<Record<string, unknown>> = {}): SeriesEntry {
    const now = this.world.now();
    const id = this.nextId();
    const entry = {
      ...toLookupRecord(known, now),
      remotePoster: undefined,
      folder: undefined,
      path: `${rootFolder}/${folderOf(known)}`,
      rootFolderPath: rootFolder,
      qualityProfileId: 1,
      seasonFolder: true,
      added: now.toISOString(),
      ...given,
      id,
    };
    // The lookup record above has all that an entry must have.
    const series = entry as unknown as SeriesEntry;
    this.series.push(series);
    for (const episode of toEpisodes(known, now)) {
      this.episodes.push({ ...episode, id: this.nextId(), seriesId: id });
    }
    return series;
  }

  /** The episode that a download is of. */
  findEpisode(subject: DownloadSubject): EpisodeEntry | undefined {
    if (subject.kind !== 'episode') return undefined;
    const series = this.series.find(({ tvdbId }) => tvdbId === subject.tvdbId);
    return this.episodes.find(
      (each) =>
        each.seriesId === series?.id && each.seasonNumber === subject.season && each.episodeNumber === subject.episode,
    );
  }

  episodesOf(seriesId: number): EpisodeEntry[] {
    return this.episodes.filter((episode) => episode.seriesId === seriesId);
  }

  /** Gives an episode a file; an older one goes. */
  addFile(series: SeriesEntry, episode: EpisodeEntry, given: Readonly<Record<string, unknown>> = {}): FileEntry {
    this.files = this.files.filter(({ id }) => id !== episode.episodeFileId);
    const season = String(episode.seasonNumber).padStart(2, '0');
    const number = String(episode.episodeNumber).padStart(2, '0');
    const relativePath = `Season ${season}/${series.title} - S${season}E${number} - ${episode.title}.mkv`;
    const file: FileEntry = {
      id: this.nextId(),
      seriesId: series.id,
      seasonNumber: episode.seasonNumber,
      relativePath,
      path: `${series.path}/${relativePath}`,
      size: series.runtime * 28_000_000 + episode.episodeNumber * 1_000_003,
      dateAdded: this.world.now().toISOString(),
      releaseGroup: 'DEMO',
      languages: [{ id: 1, name: 'English' }],
      quality: qualityModel('Sonarr', 'WEBDL-1080p'),
      customFormats: [],
      customFormatScore: 0,
      indexerFlags: 0,
      releaseType: 'singleEpisode',
      qualityCutoffNotMet: false,
      ...given,
    };
    this.files.push(file);
    episode.episodeFileId = file.id;
    return file;
  }

  deleteFiles(ids: ReadonlySet<number>): void {
    this.files = this.files.filter(({ id }) => !ids.has(id));
    for (const episode of this.episodes) {
      if (!ids.has(episode.episodeFileId)) continue;
      episode.episodeFileId = 0;
      this.note('episodeFileDeleted', episode, { data: { reason: 'Manual' } });
    }
  }

  /** Adds to the history. */
  note(eventType: HistoryEvent, episode: EpisodeEntry, { data, date, sourceTitle }: HistoryFacts): void {
    const series = this.series.find(({ id }) => id === episode.seriesId);
    this.history.push({
      id: this.nextId(),
      episodeId: episode.id,
      seriesId: episode.seriesId,
      sourceTitle: sourceTitle ?? `${series?.title ?? ''} ${episode.title}`,
      languages: [{ id: 1, name: 'English' }],
      quality: qualityModel('Sonarr', 'WEBDL-1080p'),
      customFormats: [],
      customFormatScore: 0,
      qualityCutoffNotMet: false,
      date: date ?? this.world.now().toISOString(),
      eventType,
      data,
    });
  }

  remove(seriesId: number): void {
    const others = <Entry extends { readonly seriesId: number }>(entries: readonly Entry[]) =>
      entries.filter((entry) => entry.seriesId !== seriesId);
    this.series = this.series.filter(({ id }) => id !== seriesId);
    this.episodes = others(this.episodes);
    this.files = others(this.files);
    this.history = others(this.history);
  }
}

export interface HistoryFacts {
  readonly data: Readonly<Record<string, string>>;
  /** absent: now */
  readonly date?: string;
  readonly sourceTitle?: string;
}
