import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ImportCandidate, ImportFile } from '../../services/radarr/import-schemas.ts';
import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { findMovie } from '../radarr/find-movie.ts';
import { ofMovieFields, toOfMovie } from '../radarr/movie-fields.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { importSourceInput, toImportSource } from './import-source.ts';

const input = z.object({
  ...importSourceInput,
  files: z.array(z.string().min(1).max(2000)).min(1).max(200).optional().describe('Paths; needed for rejected ones.'),
  movie: idOrTitle.optional(),
  mode: z.enum(['auto', 'move', 'copy']).optional(),
  ...instanceInput,
});

const Skipped = z.object({ path: z.string(), reason: z.string() });

export default defineTool({
  name: 'radarr_run_manual_import',
  title: 'Import files by hand',
  description: 'Imports files that radarr_get_manual_import shows.',
  toolset: 'radarr_more',
  annotations: WRITE,
  longRunning: true,
  input,
  output: z.object({
    instance: z.string(),
    command_id: z.int(),
    state: z.string(),
    importing: z.array(z.object({ path: z.string(), ...ofMovieFields })),
    skipped: z.array(Skipped).optional(),
  }),
  async handler({ files: paths, movie, mode = 'auto', instance, ...source }, context) {
    const client = clientOf(context, 'radarr', instance);
    const candidates = chosen(await client.importCandidates(toImportSource(source)), paths);
    const given = movie === undefined ? undefined : await findMovie(client, movie);
    const { files, skipped } = sortOut(candidates, { given, isChosen: paths !== undefined });
    if (files.length === 0) throw nothingToImport(skipped);
    const command = await client.importFiles(
      files.map(({ file }) => file),
      mode,
    );
    return {
      ...toStarted(client.instance, command),
      importing: files.map(({ file, name }) => ({ path: file.path, ...name })),
      skipped: skipped.length === 0 ? undefined : skipped.slice(0, mostTold),
    };
  },
});

const mostTold = 20;

function chosen(
  candidates: readonly ImportCandidate[],
  paths: readonly string[] | undefined,
): readonly ImportCandidate[] {
  if (paths === undefined) return candidates;
  const unknown = paths.find((path) => !candidates.some((candidate) => candidate.path === path));
  if (unknown === undefined) return candidates.filter(({ path }) => paths.includes(path));
  throw new AppError('not_found', `there is no file ${shortLine(unknown, 300) ?? ''} to import`, {
    hint: 'radarr_get_manual_import lists the paths.',
  });
}

interface Choice {
  readonly given: MovieRow | undefined;
  /** files that were named are imported whatever Radarr has against them */
  readonly isChosen: boolean;
}

function sortOut(candidates: readonly ImportCandidate[], { given, isChosen }: Choice) {
  const files: { file: ImportFile; name: ReturnType<typeof toOfMovie> }[] = [];
  const skipped: z.output<typeof Skipped>[] = [];
  for (const candidate of candidates) {
    const { path, rejections = [] } = candidate;
    const movie = given ?? candidate.movie;
    const reasons = isChosen ? [] : rejections.map(({ reason }) => shortLine(reason) ?? 'rejected');
    if (reasons.length > 0) skipped.push({ path, reason: reasons.slice(0, 3).join('; ') });
    else if (movie?.id === undefined) skipped.push({ path, reason: 'of no known movie: name it with movie' });
    else files.push({ file: toImportFile(candidate, movie.id), name: toOfMovie(movie) });
  }
  return { files, skipped };
}

function toImportFile(candidate: ImportCandidate, movieId: number): ImportFile {
  const { path, folderName, quality, languages, releaseGroup, indexerFlags, downloadId } = candidate;
  return { path, folderName, movieId, quality, languages, releaseGroup, indexerFlags, downloadId };
}

function nothingToImport(skipped: readonly z.output<typeof Skipped>[]): AppError {
  if (skipped.length === 0) return new AppError('not_found', 'there are no files to import');
  return new AppError('refused', 'no file can be imported as it is', {
    hint: 'Name in files what is to be imported all the same, and its movie in movie.',
    details: { skipped: skipped.slice(0, mostTold) },
  });
}
