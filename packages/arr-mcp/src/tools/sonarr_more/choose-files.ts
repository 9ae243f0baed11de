import { toPlainLine } from '@arr-mcp/helper-protocol';

import { AppError } from '../../errors.ts';
import type { ImportCandidate, ImportFile } from '../../services/sonarr/import-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

export interface ImportWish {
  /** paths; absent: all that Sonarr has nothing against */
  readonly files: readonly string[] | undefined;
  /** in place of what Sonarr takes a file for */
  readonly seriesId: number | undefined;
  readonly episodeIds: readonly number[] | undefined;
}

/**
 * The files to import, each with the episodes that it is of.
 * @throws AppError when there are none, or when it is not known what one is of
 */
export function chooseFiles(candidates: readonly ImportCandidate[], wish: ImportWish): ImportFile[] {
  const chosen = wish.files === undefined ? accepted(candidates) : named(candidates, wish.files);
  if (wish.episodeIds !== undefined && chosen.length > 1) {
    throw new AppError('invalid_argument', `episode_ids are of a single file, not of ${chosen.length}`, {
      hint: 'Name the one file in files.',
    });
  }
  return chosen.map((candidate) => toImportFile(candidate, wish));
}

function accepted(candidates: readonly ImportCandidate[]): ImportCandidate[] {
  const found = candidates.filter(({ rejections = [] }) => rejections.length === 0);
  if (found.length > 0) return found;
  const [reason = 'there are no files'] = candidates.flatMap(({ rejections = [] }) =>
    rejections.map((rejection) => shortLine(rejection.reason, 200) ?? 'no reason given'),
  );
  throw new AppError('refused', `nothing can be imported as it is: ${reason}`, {
    hint: 'sonarr_get_manual_import shows the files; name in files what is to be imported all the same.',
  });
}

function named(candidates: readonly ImportCandidate[], paths: readonly string[]): ImportCandidate[] {
  return [...new Set(paths)].map((path) => {
    const found = candidates.find((candidate) => candidate.path === path);
    if (found !== undefined) return found;
    throw new AppError('not_found', `there is no file ${toPlainLine(path).slice(0, 200)} to import`, {
      hint: 'sonarr_get_manual_import shows the paths.',
    });
  });
}

function toImportFile(candidate: ImportCandidate, wish: ImportWish): ImportFile {
  const { path, folderName, series, episodes = [], quality, languages } = candidate;
  const { releaseGroup, indexerFlags, releaseType, downloadId } = candidate;
  const seriesId = wish.seriesId ?? series?.id;
  const isOther = wish.seriesId !== undefined && wish.seriesId !== series?.id;
  const episodeIds = wish.episodeIds ?? (isOther ? [] : episodes.map(({ id }) => id));
  if (seriesId === undefined || episodeIds.length === 0) {
    throw new AppError('invalid_argument', `it is not known what ${toPlainLine(path).slice(0, 200)} is of`, {
      hint: 'Name the file in files, its series in series and its episodes in episode_ids (sonarr_get_episodes).',
    });
  }
  const kept = { quality, languages, releaseGroup, indexerFlags, releaseType, downloadId };
  return { path, folderName, seriesId, episodeIds, ...kept };
}
