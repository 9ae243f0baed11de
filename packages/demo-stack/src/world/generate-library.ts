import {
  adjectives,
  genres,
  musicNames,
  networks,
  nouns,
  places,
  premises,
  studios,
} from './generated-words.fixtures.ts';
import type { DemoAlbum, DemoArtist } from './artists.ts';
import type { DemoMovie, DemoSeries } from './library.ts';
import { type SeededRandom, createRandom } from './seeded-random.ts';

export interface GenerateOptions {
  readonly seed: number;
  readonly count: number;
  /** years are counted back from here */
  readonly now: Date;
}

// Behind the ids of what is written by hand.
const firstTvdbId = 991_000;
const firstTmdbId = 661_000;
const daysPerYear = 365;
// The others are found when they are searched for.
const ownedShare = 0.85;

/** Invented series; the same for the same seed and year. */
export function generateSeries({ seed, count, now }: GenerateOptions): DemoSeries[] {
  const random = createRandom(seed);
  return inventTitles(random, count).map((title, index) => {
    const isRunning = random.chance(0.4);
    const seasons = Array.from({ length: random.between(1, 5) }, () => random.between(6, 12));
    const lastSeasonStartsInDays = isRunning ? random.between(-75, 25) : -random.between(300, 4000);
    return {
      tvdbId: firstTvdbId + index,
      tmdbId: 881_000 + index,
      imdbId: `tt99${String(1000 + index).padStart(5, '0')}`,
      title,
      year: yearBefore(now, seasons.length - lastSeasonStartsInDays / daysPerYear),
      status: isRunning ? 'continuing' : 'ended',
      network: random.pick(networks),
      genres: [...new Set([random.pick(genres), random.pick(genres)])],
      overview: random.pick(premises),
      runtime: random.pick([24, 30, 45, 50, 58]),
      seasons,
      lastSeasonStartsInDays,
      owned: random.chance(ownedShare),
      complete: random.chance(0.75) ? 1 : random.between(3, 9) / 10,
    };
  });
}

/** Invented movies; the same for the same seed and year. */
export function generateMovies({ seed, count, now }: GenerateOptions): DemoMovie[] {
  const random = createRandom(seed);
  return inventTitles(random, count).map((title, index) => {
    const releasedInDays = random.chance(0.1) ? random.between(5, 200) : -random.between(40, 12_000);
    return {
      tmdbId: firstTmdbId + index,
      imdbId: `tt98${String(1000 + index).padStart(5, '0')}`,
      title,
      year: yearBefore(now, -releasedInDays / daysPerYear),
      genres: [...new Set([random.pick(genres), random.pick(genres)])],
      overview: random.pick(premises),
      runtime: random.between(82, 158),
      studio: random.pick(studios),
      ...collectionAt(index),
      releasedInDays,
      owned: random.chance(ownedShare),
      hasFile: releasedInDays < 0 && random.chance(0.85),
    };
  });
}

// Every ninth movie and the one after it belong together.
const collectionSpan = 9;

function collectionAt(index: number): Pick<DemoMovie, 'collection'> {
  if (index % collectionSpan > 1) return {};
  const number = Math.floor(index / collectionSpan);
  return { collection: { tmdbId: 771_000 + number, title: `The ${places[number] ?? 'Demo'} Collection` } };
}

/** Invented artists with their albums. */
export function generateArtists({ seed, now }: Omit<GenerateOptions, 'count'>): DemoArtist[] {
  const random = createRandom(seed);
  return musicNames.map((name, index) => ({
    foreignId: musicBrainzId(1000 + index),
    name,
    type: random.pick(['Group', 'Person']),
    overview: random.pick(premises),
    genres: [random.pick(['Folk', 'Jazz', 'Ambient', 'Rock'])],
    owned: random.chance(ownedShare),
    albums: Array.from({ length: random.between(1, 4) }, (_, album) =>
      inventAlbum(random, musicBrainzId(10_000 + index * 10 + album), now),
    ),
  }));
}

function inventAlbum(random: SeededRandom, foreignId: string, now: Date): DemoAlbum {
  const tracks = random.between(5, 14);
  return {
    foreignId,
    title: inventTitle(random),
    type: tracks < 7 ? 'EP' : 'Album',
    year: yearBefore(now, random.between(1, 20)),
    tracks,
    files: random.chance(0.7) ? tracks : random.between(0, tracks - 1),
  };
}

function inventTitles(random: SeededRandom, count: number): string[] {
  const titles = new Set<string>();
  while (titles.size < count) titles.add(inventTitle(random));
  return [...titles];
}

function inventTitle(random: SeededRandom): string {
  const [adjective, noun, place] = [random.pick(adjectives), random.pick(nouns), random.pick(places)];
  return random.pick([`The ${adjective} ${noun}`, `${adjective} ${noun}`, `The ${noun} of ${place}`]);
}

function yearBefore(now: Date, years: number): number {
  return now.getUTCFullYear() - Math.ceil(Math.max(0, years));
}

function musicBrainzId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
