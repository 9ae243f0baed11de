import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import type { RadarrClient } from '../../services/radarr/radarr-client.ts';
import { type Choice, chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { type InstanceAnswers, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

export const movieInput = { movie: idOrTitle };

/**
 * The movie that is meant. Movies are called 300 or 1917 too, so that a number is looked for among the titles as well.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findMovie(client: RadarrClient, given: string): Promise<MovieRow> {
  return chooseOne(await client.listMovies(), { kind: 'movie', given, listTool: 'radarr_get_all_movies' });
}

/** Asks about one movie: of the named instance, or of each that has it. */
export async function askAboutMovie<Value>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { movie, instance }: { movie: string; instance?: string | undefined },
  read: (client: RadarrClient, found: MovieRow) => Promise<Value>,
): Promise<InstanceAnswers<Value>> {
  return askInstances(context, { service: 'radarr', instance }, async (client) =>
    read(client, await findMovie(client, movie)),
  );
}

/** How a movie is called in sentences. */
export function nameOf({ id, title, year }: Choice): string {
  const name = shortLine(title) ?? `movie ${id}`;
  return year === undefined || year === 0 ? name : `${name} (${year})`;
}
