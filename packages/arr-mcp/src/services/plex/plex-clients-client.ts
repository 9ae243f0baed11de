import { SignedPlexClient } from './signed-plex-client.ts';

/** Players, and what they play. */
export class PlexPlayersClient extends SignedPlexClient {}
