import { demoArtists } from './artists.ts';
import { type DemoDownload, demoDownloads } from './downloads.ts';
import { generateArtists, generateMovies, generateSeries } from './generate-library.ts';
import { type DemoMovie, type DemoSeries, demoMovies, demoSeries } from './library.ts';
import { type World, createWorld } from './world.ts';

const seed = 20_261_121;
const gib = 1024 ** 3;
const downloading = 3;

/** The household of the demo: what is written by hand, and as much again as a real library has. */
export function demoWorld(now: () => Date = () => new Date()): World {
  const series = generateSeries({ seed, count: 60, now: now() });
  const movies = generateMovies({ seed: seed + 1, count: 80, now: now() });
  return createWorld({
    now,
    series: [...demoSeries, ...series],
    movies: [...demoMovies, ...movies],
    artists: [...demoArtists, ...generateArtists({ seed: seed + 2, now: now() })],
    downloads: [
      ...demoDownloads,
      ...series.filter(isAiring).slice(0, downloading).map(toDownload),
      albumDownload,
      ...movies.filter(isWanted).slice(0, 1).map(toBlocked),
    ],
  });
}

/** What the same household keeps in its second Sonarr: a few series, in 2160p. */
export function demoWorld4k({ now, series }: World): World {
  const owned = series.filter((each) => each.owned).filter((_, index) => index % 5 === 0);
  return createWorld({ now, series: owned, movies: [], artists: [], downloads: [] });
}

function isAiring({ owned, status, lastSeasonStartsInDays }: DemoSeries): boolean {
  return owned && status === 'continuing' && lastSeasonStartsInDays < -14;
}

function isWanted({ owned, hasFile, releasedInDays }: DemoMovie): boolean {
  return owned && !hasFile && releasedInDays < -200;
}

function toBlocked({ title, tmdbId, year }: DemoMovie): DemoDownload {
  return {
    id: '00000000000000000000000000000000000000e2',
    client: 'qbittorrent',
    title: `${title.replaceAll(' ', '.')}.${year}.1080p.WEB.h264-DEMO`,
    sizeBytes: 6 * gib,
    doneBytes: 6 * gib,
    state: 'import blocked',
    subject: { kind: 'movie', tmdbId },
    reason: 'Found matching movie via grab history, but release was matched to movie by ID. Manual Import required.',
  };
}

function toDownload({ title, tvdbId, seasons }: DemoSeries, index: number): DemoDownload {
  const season = String(seasons.length).padStart(2, '0');
  const sizeBytes = Math.round((1.2 + index * 0.4) * gib);
  return {
    id: `SABnzbd_nzo_demo001${index}`,
    client: 'sabnzbd',
    title: `${title.replaceAll(' ', '.')}.S${season}E02.1080p.WEB.h264-DEMO`,
    sizeBytes,
    doneBytes: Math.round((sizeBytes * (index + 1)) / (downloading + 2)),
    state: 'downloading',
    subject: { kind: 'episode', tvdbId, season: seasons.length, episode: 2 },
  };
}

const albumDownload: DemoDownload = {
  id: '00000000000000000000000000000000000000e1',
  client: 'qbittorrent',
  title: 'The.Tin.Kites-Knots-2023-FLAC-DEMO',
  sizeBytes: Math.round(0.2 * gib),
  doneBytes: Math.round(0.05 * gib),
  state: 'stalled',
  subject: { kind: 'album', foreignId: '00000000-0000-4000-8000-000000000103' },
  reason: 'The download is stalled with no connections',
};
