import type { ProwlarrClient } from '../../services/prowlarr/prowlarr-client.ts';
import type { Indexer } from '../../services/prowlarr/prowlarr-schemas.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';

export const indexerInput = { indexer: idOrTitle.optional() };

/**
 * The indexer that is meant, by its id or its name.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export function chooseIndexer(indexers: readonly Indexer[], given: string): Indexer {
  const named = indexers.map((indexer) => ({ ...indexer, title: indexer.name }));
  return chooseOne(named, { kind: 'indexer', given, listTool: 'prowlarr_get_indexers' });
}

/** Their ids; undefined: nobody was named, which means all. */
export async function findIndexerIds(
  client: ProwlarrClient,
  given: readonly string[] | undefined,
): Promise<number[] | undefined> {
  if (given === undefined || given.length === 0) return undefined;
  const indexers = await client.indexers();
  return [...new Set(given.map((each) => chooseIndexer(indexers, each).id))];
}
