import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { Section } from '../../services/plex/plex-item-schemas.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';

export const libraryInput = { library: idOrTitle };

export type KnownLibrary = Section & { readonly id: number };

/** The libraries of a server. */
export async function listLibraries(client: PlexClient): Promise<KnownLibrary[]> {
  return (await client.browse.sections()).flatMap((section) =>
    section.key === undefined ? [] : [{ ...section, id: section.key }],
  );
}

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findLibrary(client: PlexClient, given: string): Promise<KnownLibrary> {
  return chooseOne(await listLibraries(client), { kind: 'library', given, listTool: 'plex_get_libraries' });
}
