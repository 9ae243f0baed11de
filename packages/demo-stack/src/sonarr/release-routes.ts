import { Hono } from 'hono';

import type { ArrState, Resource } from '../arr/arr-state.ts';
import { qualityModel } from '../arr/quality-profiles.ts';
import type { DemoDownload } from '../world/downloads.ts';
import type { Library } from './library.ts';
import type { EpisodeEntry, SeriesEntry } from './sonarr-records.ts';

interface Kind {
  readonly quality: string;
  readonly client: DemoDownload['client'];
  /** bytes for each minute */
  readonly rate: number;
  readonly rejections: readonly string[];
}

const kinds: readonly Kind[] = [
  { quality: 'WEBDL-1080p', client: 'sabnzbd', rate: 28_000_000, rejections: [] },
  { quality: 'HDTV-720p', client: 'qbittorrent', rate: 12_000_000, rejections: [] },
  {
    quality: 'WEBDL-2160p',
    client: 'sabnzbd',
    rate: 90_000_000,
    rejections: ['WEBDL-2160p is not wanted in profile'],
  },
];

/** What the indexers have, and grabbing of it. */
export function releaseRoutes(library: Library, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/release', ({ req, json }) => json(search(library, new URL(req.url).searchParams)));
  routes.post('/release', async (context) => {
    const { guid } = await context.req.json<{ guid: string }>();
    const found = library.offered.get(guid);
    if (found === undefined) {
      const message = "Couldn't find requested release in cache, try searching again";
      return context.json({ message }, 404);
    }
    state.queue.push({ id: 2000 + library.nextId(), download: found.download });
    for (const episode of found.episodes) {
      library.note('grabbed', episode, { data: { indexer: 'Demo Usenet' }, sourceTitle: found.download.title });
    }
    return context.json({ guid });
  });
  return routes;
}

function search(library: Library, query: URLSearchParams): Resource[] {
  const episodeId = Number(query.get('episodeId') ?? 0);
  const episodes = library.episodes.filter(({ id, seriesId, seasonNumber }) =>
    episodeId > 0
      ? id === episodeId
      : seriesId === Number(query.get('seriesId')) && seasonNumber === Number(query.get('seasonNumber')),
  );
  const [first] = episodes;
  const series = library.series.find(({ id }) => id === first?.seriesId);
  if (first === undefined || series === undefined) return [];
  return kinds.map((kind) => offer(library, kind, { series, first, episodes }));
}

interface Found {
  readonly series: SeriesEntry;
  readonly first: EpisodeEntry;
  readonly episodes: readonly EpisodeEntry[];
}

function offer(library: Library, kind: Kind, { series, first, episodes }: Found): Resource {
  const { quality, client, rate, rejections } = kind;
  const isSeason = episodes.length > 1;
  const place = `S${pad(first.seasonNumber)}${isSeason ? '' : `E${pad(first.episodeNumber)}`}`;
  const title = `${series.title.replaceAll(' ', '.')}.${place}.${quality.split('-')[1] ?? ''}.WEB.h264-DEMO`;
  const guid = `https://indexer.demo.test/${client}/${title}`;
  const sizeBytes = series.runtime * rate * episodes.length;
  const { seasonNumber: season, episodeNumber: episode } = first;
  const subject = { kind: 'episode', tvdbId: series.tvdbId, season, episode } as const;
  const id = `demo-grab-${series.id}-${first.id}-${quality}`;
  library.offered.set(guid, {
    download: { id, client, title, sizeBytes, doneBytes: 0, state: 'downloading', subject },
    episodes,
  });
  return {
    ...offered(kind, library.world.now()),
    guid,
    title,
    size: sizeBytes,
    rejections,
    fullSeason: isSeason,
    seasonNumber: season,
    seriesTitle: series.title,
    episodeNumbers: isSeason ? [] : [episode],
    mappedSeasonNumber: season,
    mappedEpisodeNumbers: episodes.map(({ episodeNumber }) => episodeNumber),
    mappedSeriesId: series.id,
  };
}

function offered({ quality, client, rejections }: Kind, now: Date): Resource {
  const isUsenet = client === 'sabnzbd';
  return {
    quality: qualityModel('Sonarr', quality),
    age: 2,
    ageHours: 50,
    ageMinutes: 3000,
    publishDate: new Date(now.getTime() - 50 * 3_600_000).toISOString(),
    indexerId: isUsenet ? 1 : 2,
    indexer: isUsenet ? 'Demo Usenet' : 'Demo Torrents',
    releaseGroup: 'DEMO',
    languages: [{ id: 1, name: 'English' }],
    approved: rejections.length === 0,
    rejected: rejections.length > 0,
    temporarilyRejected: false,
    downloadAllowed: true,
    customFormats: [],
    customFormatScore: 0,
    protocol: isUsenet ? 'usenet' : 'torrent',
    ...(isUsenet ? {} : { seeders: 14, leechers: 3 }),
  };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
