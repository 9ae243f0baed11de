import { generateSeries } from './generate-library.ts';
import { adjectives, genres, nouns, places, premises, studios } from './generated-words.fixtures.ts';
import type { DemoMovie } from './library.ts';
import { createRandom } from './seeded-random.ts';
import { type World, createWorld } from './world.ts';

export interface LargeWorldOptions {
  /** how many movies there are, each with its file */
  readonly movies: number;
  /** at most 1,000: more titles cannot be invented */
  readonly series?: number;
  readonly now?: () => Date;
}

const seed = 50_000;
const usualSeries = 200;
const sentencesOfOverview = 6;

/** A household that has collected for long, in the order of its titles; the same for the same size and year. */
export function createLargeWorld({ movies, series = usualSeries, now = () => new Date() }: LargeWorldOptions): World {
  const titles = Array.from({ length: movies }, (_, index) => titleAt(index)).toSorted();
  return createWorld({
    now,
    movies: titles.map((title, index) => toMovie(title, index, now())),
    series: generateSeries({ seed, count: series, now: now() }),
    artists: [],
    downloads: [],
  });
}

/** A title that no other index has. */
function titleAt(index: number): string {
  const take = <Word>(words: readonly Word[], every: number): Word | undefined =>
    words[Math.floor(index / every) % words.length];
  const round = Math.floor(index / (adjectives.length * nouns.length * places.length));
  const adjective = take(adjectives, 1);
  const noun = take(nouns, adjectives.length);
  const place = take(places, adjectives.length * nouns.length);
  return `${adjective} ${noun} of ${place}${round === 0 ? '' : ` ${round + 1}`}`;
}

function toMovie(title: string, index: number, now: Date): DemoMovie {
  const random = createRandom(seed + index);
  const releasedInDays = -random.between(80, 20_000);
  return {
    tmdbId: 3_000_000 + index,
    imdbId: `tt97${String(index).padStart(6, '0')}`,
    title,
    year: new Date(+now + releasedInDays * 86_400_000).getUTCFullYear(),
    genres: [...new Set([random.pick(genres), random.pick(genres)])],
    overview: Array.from({ length: sentencesOfOverview }, () => random.pick(premises)).join(' '),
    runtime: random.between(82, 158),
    studio: random.pick(studios),
    releasedInDays,
    owned: true,
    hasFile: true,
  };
}
