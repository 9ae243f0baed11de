import type { ArrState } from '../arr/arr-state.ts';
import type { CommandEffects } from '../arr/command-routes.ts';
import { queueRecord } from '../arr/queue-record.ts';
import type { Library } from './library.ts';
import type { EpisodeEntry } from './sonarr-records.ts';

type Body = Readonly<Record<string, unknown>>;

/** What Sonarr's commands do to the library; searches find nothing new here and are only noted. */
export function sonarrCommands(library: Library, state: () => ArrState): CommandEffects {
  const noteSearch = (isSearched: (episode: EpisodeEntry, body: Body) => boolean) => (body: Body) => {
    for (const episode of library.episodes) {
      if (isSearched(episode, body)) episode.lastSearchTime = library.world.now().toISOString();
    }
  };
  return {
    RefreshSeries: nothing,
    RescanSeries: nothing,
    SeriesSearch: noteSearch(({ seriesId, monitored }, body) => monitored && seriesId === body['seriesId']),
    SeasonSearch: noteSearch(
      ({ seriesId, seasonNumber }, body) => seriesId === body['seriesId'] && seasonNumber === body['seasonNumber'],
    ),
    EpisodeSearch: noteSearch(({ id }, body) => toList(body['episodeIds']).includes(id)),
    ManualImport: (body) => {
      // Our own client names them so.
      for (const file of toList(body['files'])) importFile(library, state(), file as ImportedFile);
    },
  };
}

interface ImportedFile {
  readonly path: string;
  readonly seriesId: number;
  readonly episodeIds: readonly number[];
  readonly downloadId?: string;
  readonly quality?: object;
}

function importFile(library: Library, state: ArrState, file: ImportedFile): void {
  const { path, seriesId, episodeIds, downloadId, quality } = file;
  const series = library.series.find(({ id }) => id === seriesId);
  for (const episode of library.episodes.filter(({ id }) => episodeIds.includes(id))) {
    if (series === undefined) continue;
    library.addFile(series, episode, quality === undefined ? {} : { quality });
    library.note('downloadFolderImported', episode, { data: { droppedPath: path } });
  }
  state.queue = state.queue.filter((entry) => queueRecord(entry, 'Sonarr', library.world)['downloadId'] !== downloadId);
}

function nothing(): void {
  // It changes nothing that a stand-in shows.
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
