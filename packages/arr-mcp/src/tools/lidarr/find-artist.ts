import type { ArtistRow } from '../../services/lidarr/artist-schemas.ts';
import type { LidarrClient } from '../../services/lidarr/lidarr-client.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { type InstanceAnswers, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

export const artistInput = { artist: idOrTitle };

/**
 * The artist that is meant. Artists are called 311 or 1975 too, so that a number is looked for among the names as well.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findArtist(client: LidarrClient, given: string): Promise<ArtistRow> {
  const artists = (await client.listArtists()).map((artist) => ({ ...artist, title: artist.artistName }));
  return chooseOne(artists, { kind: 'artist', given, listTool: 'lidarr_get_all_artists' });
}

/** Asks about one artist: of the named instance, or of each that has it. */
export async function askAboutArtist<Value>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { artist, instance }: { artist: string; instance?: string | undefined },
  read: (client: LidarrClient, found: ArtistRow) => Promise<Value>,
): Promise<InstanceAnswers<Value>> {
  return askInstances(context, { service: 'lidarr', instance }, async (client) =>
    read(client, await findArtist(client, artist)),
  );
}
