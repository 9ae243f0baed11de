import type { DemoProvider } from '../arr/demo-providers.ts';
import type { Resource } from '../arr/arr-state.ts';
import type { World } from '../world/world.ts';
import { type CategoryName, categories } from './categories.ts';
import { addressOf } from './demo-indexers.ts';

const gib = 1024 ** 3;
const hourMs = 3_600_000;

interface Work {
  readonly title: string;
  readonly category: CategoryName;
  readonly sizeBytes: number;
}

/** What an indexer has of the household's world for a query, all of its words found. */
export function offersOf({ resource }: DemoProvider, world: World, query: string): (Resource & Offer)[] {
  const words = query
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
  const isMeant = ({ title }: Work): boolean => words.every((word) => title.toLowerCase().includes(word));
  return works(world)
    .filter(isMeant)
    .map((work, index) => ({ category: work.category, ...offer(resource, work, { index, world }) }));
}

export interface Offer {
  readonly category: CategoryName;
}

function works({ series, movies, artists }: World): Work[] {
  return [
    ...series.map(({ title, year }) => ({ title: `${title}.${year}.S01.1080p.WEB.h264`, category: 'tv' as const })),
    ...movies.map(({ title, year }) => ({ title: `${title}.${year}.1080p.WEB.h265`, category: 'movies' as const })),
    ...artists.flatMap(({ name, albums }) =>
      albums.map(({ title, year }) => ({ title: `${name}.${title}.${year}.FLAC`, category: 'audio' as const })),
    ),
  ].map(({ title, category }, index) => ({
    title: `${title.replaceAll(/[^A-Za-z0-9]+/g, '.')}-DEMO`,
    category,
    sizeBytes: Math.round((category === 'audio' ? 0.4 : 6.5) * gib) + index * 1_000_003,
  }));
}

function offer(
  { id, name, ...indexer }: DemoProvider['resource'],
  { title, category, sizeBytes }: Work,
  { index, world }: { index: number; world: World },
): Resource {
  const hours = 5 + id * 7 + index * 31;
  const isTorrent = indexer['protocol'] === 'torrent';
  const { id: categoryId, name: categoryName, sub } = categories[category];
  const details = `${addressOf(id)}details/${encodeURIComponent(title)}`;
  return {
    guid: details,
    age: Math.floor(hours / 24),
    ageHours: hours,
    ageMinutes: hours * 60,
    size: sizeBytes + id,
    files: 12,
    grabs: 40 - index,
    indexerId: id,
    indexer: name,
    title,
    sortTitle: title.toLowerCase(),
    imdbId: 0,
    tmdbId: 0,
    tvdbId: 0,
    tvMazeId: 0,
    publishDate: new Date(world.now().getTime() - hours * hourMs).toISOString(),
    downloadUrl: `http://prowlarr:9696/${id}/download?apikey=demo-prowlarr-key&link=demo`,
    infoUrl: details,
    indexerFlags: [],
    categories: [
      { id: categoryId, name: categoryName, subCategories: [] },
      { ...sub, subCategories: [] },
    ],
    protocol: indexer['protocol'],
    ...(isTorrent ? { seeders: 60 - index * 3, leechers: index } : {}),
    fileName: `${title}.${isTorrent ? 'torrent' : 'nzb'}`,
  };
}
