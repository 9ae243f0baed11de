import { plexActivityCalls } from './plex-activity-calls.ts';
import { plexBrowseCalls } from './plex-browse-calls.ts';
import { plexClientsCalls } from './plex-clients-calls.ts';
import { plexLibraryCalls } from './plex-library-calls.ts';
import { plexListsCalls } from './plex-lists-calls.ts';
import { plexServerCalls } from './plex-server-calls.ts';

/** Every call to a Plex Media Server, by theme. */
export const plexCalls = {
  activity: plexActivityCalls,
  browse: plexBrowseCalls,
  library: plexLibraryCalls,
  lists: plexListsCalls,
  players: plexClientsCalls,
  server: plexServerCalls,
} as const;
