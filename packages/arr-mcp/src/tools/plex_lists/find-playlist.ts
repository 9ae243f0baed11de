import { AppError, unlessNotFound } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { Playlist } from '../../services/plex/plex-lists-schemas.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { readAll } from './read-all.ts';

export const playlistInput = { playlist: idOrTitle };

export type KnownPlaylist = Playlist & { readonly id: number; readonly type: string | undefined };

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findPlaylist(client: PlexClient, given: string): Promise<KnownPlaylist> {
  if (/^\d{1,12}$/.test(given)) {
    const found = await findById(client, Number(given));
    if (found !== undefined) return found;
  }
  return chooseOne(await listPlaylists(client), { kind: 'playlist', given, listTool: 'plex_list_playlists' });
}

/** The same, for what only a playlist without rules takes. */
export async function findPlainPlaylist(client: PlexClient, given: string): Promise<KnownPlaylist> {
  const found = await findPlaylist(client, given);
  if (found.smart !== true) return found;
  throw new AppError('refused', `${playlistName(found)} is a smart playlist: its rules fill it`, {
    hint: 'Its rules are changed in Plex itself; plex_create_playlist makes one that takes items.',
  });
}

export async function listPlaylists(
  client: PlexClient,
  filter: Parameters<PlexClient['lists']['playlists']>[0] = {},
): Promise<KnownPlaylist[]> {
  return (await readAll((range) => client.lists.playlists(filter, range))).flatMap(toKnown);
}

export function playlistName({ title, id }: Pick<KnownPlaylist, 'title' | 'id'>): string {
  return shortLine(title) ?? `playlist ${id}`;
}

async function findById(client: PlexClient, id: number): Promise<KnownPlaylist | undefined> {
  const found = await unlessNotFound(client.lists.playlist(id));
  return found === undefined ? undefined : toKnown(found)[0];
}

function toKnown(playlist: Playlist): KnownPlaylist[] {
  const { ratingKey: id, playlistType: type } = playlist;
  return id === undefined ? [] : [{ ...playlist, id, type }];
}
