import type { LibraryKind } from '../arr/library-command.ts';
import { findMovie } from '../radarr/find-movie.ts';

/** Movies, for the tools that all *arr with a library have. */
export const movieKind: LibraryKind<'radarr'> = {
  service: 'radarr',
  kind: 'movie',
  find: findMovie,
};
