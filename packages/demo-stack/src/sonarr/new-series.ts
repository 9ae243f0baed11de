import type { DemoSeries } from '../world/library.ts';
import type { EpisodeEntry } from './sonarr-records.ts';

const dayMs = 86_400_000;

export const rootFolder = '/data/media/tv';

/** What TheTVDB knows of a series, as a lookup answers it: without an id, and in no folder yet. */
export function toLookupRecord(series: DemoSeries, now: Date): Record<string, unknown> {
  const folder = folderOf(series);
  const starts = seasonStarts(series, now);
  return {
    title: series.title,
    sortTitle: series.title.toLowerCase().replace(/^the /, ''),
    status: series.status,
    ended: series.status === 'ended',
    overview: series.overview,
    network: series.network,
    airTime: '20:00',
    images: [{ coverType: 'poster', remoteUrl: `https://artwork.demo.test/${series.tvdbId}.jpg` }],
    originalLanguage: { id: 1, name: 'English' },
    remotePoster: `https://artwork.demo.test/${series.tvdbId}.jpg`,
    seasons: series.seasons.map((_count, index) => ({ seasonNumber: index + 1, monitored: true })),
    year: series.year,
    qualityProfileId: 0,
    seasonFolder: false,
    monitored: true,
    monitorNewItems: 'all',
    useSceneNumbering: false,
    runtime: series.runtime,
    tvdbId: series.tvdbId,
    tvRageId: 0,
    tvMazeId: 0,
    tmdbId: series.tmdbId,
    firstAired: (starts[0] ?? now).toISOString(),
    seriesType: 'standard',
    cleanTitle: series.title.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    imdbId: series.imdbId,
    titleSlug: folder.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    folder,
    genres: series.genres,
    tags: [],
    added: '0001-01-01T00:00:00Z',
    ratings: { votes: 0, value: 0 },
    languageProfileId: 1,
  };
}

export function folderOf({ title, year }: Pick<DemoSeries, 'title' | 'year'>): string {
  return `${title} (${year})`;
}

/** All episodes of a series, weekly within a season. */
export function toEpisodes(series: DemoSeries, now: Date): Omit<EpisodeEntry, 'id' | 'seriesId'>[] {
  const starts = seasonStarts(series, now);
  const episodes: Omit<EpisodeEntry, 'id' | 'seriesId'>[] = [];
  for (const [index, count] of series.seasons.entries()) {
    for (let number = 1; number <= count; number += 1) {
      const airs = new Date((starts[index] ?? now).getTime() + (number - 1) * 7 * dayMs).toISOString();
      episodes.push({
        tvdbId: series.tvdbId * 1000 + episodes.length,
        episodeFileId: 0,
        seasonNumber: index + 1,
        episodeNumber: number,
        title: `Chapter ${number}`,
        airDate: airs.slice(0, 10),
        airDateUtc: airs.replace(/\.\d+Z$/, 'Z'),
        runtime: series.runtime,
        overview: `What happens in part ${number} of season ${index + 1}.`,
        monitored: true,
        absoluteEpisodeNumber: episodes.length + 1,
      });
    }
  }
  return episodes;
}

// From the year of the series to its last season, evenly.
function seasonStarts({ seasons, year, lastSeasonStartsInDays }: DemoSeries, now: Date): Date[] {
  const last = now.getTime() + lastSeasonStartsInDays * dayMs;
  const first = Math.min(Date.UTC(year, 2, 1, 20), last - (seasons.length - 1) * 300 * dayMs);
  const gaps = Math.max(1, seasons.length - 1);
  return seasons.map((_count, index) => new Date(last - ((last - first) * (seasons.length - 1 - index)) / gaps));
}
