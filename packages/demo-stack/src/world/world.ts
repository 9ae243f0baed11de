import { type DemoArtist, demoArtists } from './artists.ts';
import { type DemoDownload, demoDownloads } from './downloads.ts';
import { type DemoMovie, type DemoSeries, demoMovies, demoSeries } from './library.ts';

/** The one invented household that all stand-ins show, each from its side. */
export interface World {
  /** the clock of all stand-ins */
  readonly now: () => Date;
  readonly series: readonly DemoSeries[];
  readonly movies: readonly DemoMovie[];
  readonly artists: readonly DemoArtist[];
  readonly downloads: readonly DemoDownload[];
}

export function createWorld(given: Partial<World> = {}): World {
  return {
    now: () => new Date(),
    series: demoSeries,
    movies: demoMovies,
    artists: demoArtists,
    downloads: demoDownloads,
    ...given,
  };
}
