import type { DemoArtist } from '../world/artists.ts';
import type { DemoMovie, DemoSeries } from '../world/library.ts';
import { blank, dateOf, people, pick, two, videoFile } from './entry-facts.ts';
import type { PlexEntry, PlexSection } from './plex-entry.ts';
import type { World } from '../world/world.ts';

const dayS = 86_400;
const minuteMs = 60_000;
const contentRatings = ['PG-13', 'PG', 'R', 'G'] as const;

/** Keeps what it makes and numbers it. */
type Keep = (entry: Omit<PlexEntry, 'ratingKey'>) => PlexEntry;

/** The household's movies, series and music, as far as there are files of them. */
export function fillLibrary(
  { now, movies, series, artists }: World,
  sections: readonly PlexSection[],
  keep: Keep,
): void {
  const clock = Math.floor(+now() / 1000);
  const sectionOf = (type: PlexSection['type']): PlexSection | undefined => sections.find((each) => each.type === type);
  const [forMovies, forShows, forMusic] = [sectionOf('movie'), sectionOf('show'), sectionOf('artist')];
  if (forMovies !== undefined)
    for (const movie of movies.filter(isThere)) addMovie({ movie, section: forMovies, clock, keep });
  if (forShows !== undefined)
    for (const each of series.filter(({ owned }) => owned)) addShow({ show: each, section: forShows, clock, keep });
  if (forMusic !== undefined)
    for (const artist of artists.filter(({ owned }) => owned)) addArtist({ artist, section: forMusic, clock, keep });
}

function isThere({ owned, hasFile }: DemoMovie): boolean {
  return owned && hasFile;
}

interface Adding {
  readonly section: PlexSection;
  readonly clock: number;
  readonly keep: Keep;
}

function addMovie({ movie, section, clock, keep }: Adding & { movie: DemoMovie }): void {
  const seed = movie.tmdbId;
  const path = `${section.path}/${movie.title} (${movie.year})/${movie.title} (${movie.year}).mkv`;
  keep({
    ...blank(section.key, 'movie', clock + (movie.releasedInDays + 60) * dayS),
    title: movie.title,
    summary: movie.overview,
    year: movie.year,
    originallyAvailableAt: dateOf(clock + movie.releasedInDays * dayS),
    guid: `plex://movie/${seed.toString(16).padStart(24, '0')}`,
    guids: [`imdb://${movie.imdbId}`, `tmdb://${movie.tmdbId}`],
    durationMs: movie.runtime * minuteMs,
    studio: movie.studio,
    contentRating: pick(contentRatings, seed),
    rating: 5 + (seed % 50) / 10,
    genres: [...movie.genres],
    collections: movie.collection === undefined ? [] : [movie.collection.title],
    ...people(seed),
    files: [videoFile(path, movie.runtime, seed)],
  });
}

function addShow({ show, section, clock, keep }: Adding & { show: DemoSeries }): void {
  const base = { section, clock, keep };
  const added = clock + (show.lastSeasonStartsInDays - 365 * (show.seasons.length - 1)) * dayS;
  const entry = keep({
    ...blank(section.key, 'show', Math.min(added, clock)),
    title: show.title,
    summary: show.overview,
    year: show.year,
    originallyAvailableAt: `${show.year}-06-01`,
    guid: `plex://show/${show.tvdbId.toString(16).padStart(24, '0')}`,
    guids: [`imdb://${show.imdbId}`, `tmdb://${show.tmdbId}`, `tvdb://${show.tvdbId}`],
    durationMs: show.runtime * minuteMs,
    studio: show.network,
    network: show.network,
    contentRating: pick(['TV-14', 'TV-PG', 'TV-MA'], show.tvdbId),
    genres: [...show.genres],
    ...people(show.tvdbId),
  });
  for (const [index, count] of show.seasons.entries()) addSeason({ ...base, show, entry, number: index + 1, count });
}

interface Season extends Adding {
  readonly show: DemoSeries;
  readonly entry: PlexEntry;
  readonly number: number;
  readonly count: number;
}

function addSeason({ show, entry, number, count, section, clock, keep }: Season): void {
  const starts = clock + (show.lastSeasonStartsInDays - 365 * (show.seasons.length - number)) * dayS;
  const aired = Array.from({ length: count }, (_, index) => starts + index * 7 * dayS).filter((at) => at < clock);
  const there = aired.slice(0, Math.ceil(aired.length * show.complete));
  if (there.length === 0) return;
  const season = keep({
    ...blank(section.key, 'season', there[0] ?? clock),
    title: `Season ${number}`,
    index: number,
    parent: entry.ratingKey,
    guid: `${entry.guid.replace('show', 'season')}${number}`,
  });
  for (const [index, at] of there.entries()) {
    const name = `${show.title} - S${two(number)}E${two(index + 1)}.mkv`;
    keep({
      ...blank(section.key, 'episode', at + dayS),
      title: `Episode ${index + 1}`,
      index: index + 1,
      parent: season.ratingKey,
      year: Number(dateOf(at).slice(0, 4)),
      originallyAvailableAt: dateOf(at),
      guid: `${entry.guid.replace('show', 'episode')}${number}${two(index + 1)}`,
      guids: [`tvdb://${show.tvdbId * 1000 + number * 100 + index}`],
      durationMs: show.runtime * minuteMs,
      files: [videoFile(`${section.path}/${show.title}/Season ${two(number)}/${name}`, show.runtime, show.tvdbId)],
    });
  }
}

function addArtist({ artist, section, clock, keep }: Adding & { artist: DemoArtist }): void {
  const added = clock - 400 * dayS;
  const entry = keep({
    ...blank(section.key, 'artist', added),
    title: artist.name,
    summary: artist.overview,
    guid: `plex://artist/${artist.foreignId}`,
    genres: [...artist.genres],
  });
  for (const album of artist.albums.filter(({ files }) => files > 0)) {
    const of = keep({
      ...blank(section.key, 'album', added),
      title: album.title,
      year: album.year,
      parent: entry.ratingKey,
      guid: `plex://album/${album.foreignId}`,
      genres: [...artist.genres],
    });
    for (let index = 1; index <= album.files; index += 1) {
      const path = `${section.path}/${artist.name}/${album.title}/${two(index)}.flac`;
      const file = { path, size: 30_000_000, audioCodec: 'flac', bitrate: 900, container: 'flac' };
      keep({
        ...blank(section.key, 'track', added),
        title: `Track ${index}`,
        index,
        parent: of.ratingKey,
        guid: `plex://track/${album.foreignId}${index}`,
        durationMs: 3.5 * minuteMs,
        files: [file],
      });
    }
  }
}
