import { typeNumbers } from '../../services/plex/plex-browse-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { CountedItem } from '../../services/plex/plex-library-schemas.ts';
import { type Counted, Tally } from './tally.ts';

export interface LibraryStats {
  /** movies, shows, seasons, episodes, artists, albums, tracks, unwatched, plays */
  readonly counts: Record<string, number>;
  /** by kind, the most frequent first */
  readonly top: Record<string, Counted[]>;
  /** by decade or year */
  readonly released: Counted[];
}

export interface CountedLibrary {
  readonly client: PlexClient;
  readonly sectionId: number;
  readonly progress: (line: string) => void;
}

const pageSize = 1000;

/** Goes through a library page by page and keeps only what it counts. */
export async function countLibrary(library: CountedLibrary, type: string | undefined): Promise<LibraryStats> {
  if (type === 'movie') return countMovies(library);
  if (type === 'show') return countShows(library);
  if (type === 'artist') return countMusic(library);
  const total = await library.client.browse.countItems(library.sectionId, {});
  return { counts: { items: total }, top: {}, released: [] };
}

async function countMovies(library: CountedLibrary): Promise<LibraryStats> {
  const [genres, directors, studios, decades] = [new Tally(), new Tally(), new Tally(), new Tally()];
  let unwatched = 0;
  const movies = await eachItem(library, typeNumbers.movie, ({ year, studio, viewCount = 0, Genre, Director }) => {
    for (const genre of Genre) genres.add(genre);
    for (const director of Director) directors.add(director);
    studios.add(studio);
    decades.add(decadeOf(year));
    if (viewCount === 0) unwatched += 1;
  });
  return {
    counts: { movies, unwatched },
    top: { genres: genres.top(5), directors: directors.top(5), studios: studios.top(5) },
    released: decades.sorted(),
  };
}

async function countShows(library: CountedLibrary): Promise<LibraryStats> {
  const [genres, studios, decades] = [new Tally(), new Tally(), new Tally()];
  let [seasons, episodes, watched] = [0, 0, 0];
  const shows = await eachItem(library, typeNumbers.show, ({ year, studio, Genre, ...show }) => {
    for (const genre of Genre) genres.add(genre);
    studios.add(studio);
    decades.add(decadeOf(year));
    seasons += show.childCount ?? 0;
    episodes += show.leafCount ?? 0;
    watched += show.viewedLeafCount ?? 0;
  });
  return {
    counts: { shows, seasons, episodes, unwatched_episodes: episodes - watched },
    top: { genres: genres.top(5), studios: studios.top(5) },
    released: decades.sorted(),
  };
}

async function countMusic(library: CountedLibrary): Promise<LibraryStats> {
  const [genres, years, codecs, played] = [new Tally(), new Tally(), new Tally(), new Tally()];
  const artists = await eachItem(library, typeNumbers.artist, ({ Genre }) => {
    for (const genre of Genre) genres.add(genre);
  });
  const albums = await eachItem(library, typeNumbers.album, ({ year }) => years.add(year));
  let plays = 0;
  const tracks = await eachItem(library, typeNumbers.track, ({ viewCount = 0, grandparentTitle, Media }) => {
    codecs.add(Media[0]?.audioCodec);
    played.add(grandparentTitle, viewCount);
    plays += viewCount;
  });
  return {
    counts: { artists, albums, tracks, plays },
    top: { genres: genres.top(10), artists_by_plays: played.top(10), audio_codecs: codecs.top(10) },
    released: years.sorted().slice(-50),
  };
}

/** @returns how many there are */
async function eachItem(
  { client, sectionId, progress }: CountedLibrary,
  type: number,
  count: (item: CountedItem) => void,
): Promise<number> {
  for (let start = 0; ; start += pageSize) {
    const { items, total } = await client.library.countedItems(sectionId, type, { start, size: pageSize });
    for (const item of items) count(item);
    const done = start + items.length;
    if (items.length === 0 || done >= total) return done;
    progress(`${done} of ${total} items`);
  }
}

function decadeOf(year: number | undefined): string | undefined {
  return year === undefined ? undefined : `${Math.floor(year / 10) * 10}s`;
}
