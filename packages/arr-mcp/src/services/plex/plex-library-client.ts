import { SignedPlexClient } from './signed-plex-client.ts';

/** Single items: editing, artwork, deleting. */
export class PlexLibraryClient extends SignedPlexClient {}
