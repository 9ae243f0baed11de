import { Hono } from 'hono';

import type { CommandEffects } from '../arr/command-routes.ts';
import type { ArrState, QueueEntry, Resource } from '../arr/arr-state.ts';
import { queueRecord } from '../arr/queue-record.ts';
import type { MovieLibrary } from './movie-library.ts';
import type { MovieEntry } from './movie-records.ts';

/** Finished downloads whose files wait to be imported by hand. */
export function importRoutes(library: MovieLibrary, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/manualimport', ({ req, json }) => {
    const { folder, downloadId } = req.query();
    const records = state.queue
      .filter(({ download }) => download.doneBytes >= download.sizeBytes)
      .map((entry) => ({ entry, record: queueRecord(entry, 'Radarr', library.world) }))
      .filter(({ record }) => record['downloadId'] === downloadId || isBelow(String(record['outputPath']), folder));
    return json(records.map(({ entry, record }) => candidate(library, entry, record)));
  });
  return routes;
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && `${path}/`.startsWith(`${folder.replace(/\/$/, '')}/`);
}

function candidate(library: MovieLibrary, entry: QueueEntry, record: Resource): Resource {
  const { title, sizeBytes, reason } = entry.download;
  const movie = movieOf(library, entry);
  const path = `${String(record['outputPath'])}/${title}.mkv`;
  const reasons = [...(movie === undefined ? ['Unknown Movie'] : []), ...(reason === undefined ? [] : [reason])];
  return {
    id: entry.id,
    path,
    relativePath: `${title}.mkv`,
    folderName: title,
    name: title,
    size: Math.round(sizeBytes),
    ...(movie === undefined ? {} : { movie: library.resource(movie) }),
    releaseGroup: 'DEMO',
    quality: record['quality'],
    languages: record['languages'],
    qualityWeight: 10,
    downloadId: record['downloadId'],
    customFormats: [],
    customFormatScore: 0,
    indexerFlags: 0,
    rejections: reasons.map((each) => ({ reason: each, type: 'permanent' })),
  };
}

/** The movie of the library that a download is of. */
export function movieOf(library: MovieLibrary, { download: { subject } }: QueueEntry): MovieEntry | undefined {
  return library.movies.find(({ tmdbId }) => subject.kind === 'movie' && subject.tmdbId === tmdbId);
}

interface ImportBody {
  readonly files?: readonly { readonly path: string; readonly movieId: number; readonly downloadId?: string }[];
}

/** What commands do to the library; the others change nothing that is shown. */
export function libraryCommands(library: MovieLibrary, stateOf: () => ArrState): CommandEffects {
  return {
    RefreshMovie: nothing,
    RescanMovie: nothing,
    MoviesSearch: ({ movieIds }) => {
      const ids = new Set(Array.isArray(movieIds) ? movieIds : []);
      const lastSearchTime = library.world.now().toISOString();
      for (const movie of library.movies) if (ids.has(movie.id)) library.replace({ ...movie, lastSearchTime });
    },
    ManualImport: ({ files = [] }: ImportBody) => {
      const state = stateOf();
      for (const { path, movieId, downloadId } of files) {
        const movie = library.find(movieId);
        if (movie === undefined) continue;
        library.note('downloadFolderImported', movie, { droppedPath: path, importedPath: library.addFile(movie).path });
        state.queue = state.queue.filter(
          (entry) => queueRecord(entry, 'Radarr', library.world)['downloadId'] !== downloadId,
        );
      }
    },
  };
}

function nothing(): void {
  // The stand-in's records are never old.
}
