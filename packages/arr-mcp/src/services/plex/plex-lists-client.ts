import { SignedPlexClient } from './signed-plex-client.ts';

/** Playlists and collections. */
export class PlexListsClient extends SignedPlexClient {}
