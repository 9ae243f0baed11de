import { z } from 'zod';

import type { FoundArtist } from '../../services/lidarr/artist-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';

const mostFound = 20;
const maxOverview = 200;
const mostGenres = 5;

const Found = z.object({
  foreign_artist_id: z.string(),
  artist: z.string().optional(),
  about: z.string().optional(),
  type: z.string().optional(),
  status: z.string().optional(),
  genres: z.array(z.string()).optional(),
  overview: z.string().optional(),
  /** absent: nowhere */
  in_library: z.array(z.object({ instance: z.string(), artist_id: z.int() })).optional(),
});

export default defineTool({
  name: 'lidarr_search_new_artist',
  title: 'Find an artist to add',
  description: 'Finds artists to add, and tells which are there already.',
  toolset: 'lidarr',
  longRunning: true,
  annotations: READ,
  input: z.object({ term: z.string().min(1).max(200), ...instanceInput }),
  output: z.object({ items: z.array(Found), total: z.int(), ...instanceOutput }),
  async handler({ term, instance }, context) {
    const asked = await askInstances(context, { service: 'lidarr', instance }, async (client) => client.lookup(term));
    const rows = new Map<string, z.input<typeof Found>>();
    for (const { instance: of, value } of asked.answers) {
      for (const artist of value) {
        const { foreignArtistId: key, id = 0 } = artist;
        if (key === undefined) continue;
        const row: z.input<typeof Found> = rows.get(key) ?? toFound(artist, key);
        const held = id === 0 ? [] : [{ instance: of, artist_id: id }];
        const inLibrary = [...(row.in_library ?? []), ...held];
        rows.set(key, { ...row, ...(inLibrary.length === 0 ? {} : { in_library: inLibrary }) });
      }
    }
    return { items: [...rows.values()].slice(0, mostFound), total: rows.size, unavailable: asked.unavailable };
  },
});

function toFound({ artistName, genres = [], ...artist }: FoundArtist, foreignArtistId: string) {
  return {
    foreign_artist_id: foreignArtistId,
    artist: shortLine(artistName),
    about: shortLine(artist.disambiguation, 80),
    type: shortLine(artist.artistType),
    status: artist.status,
    genres: genres.length === 0 ? undefined : genres.slice(0, mostGenres).map((genre) => shortLine(genre) ?? ''),
    overview: shortLine(artist.overview, maxOverview),
  };
}
