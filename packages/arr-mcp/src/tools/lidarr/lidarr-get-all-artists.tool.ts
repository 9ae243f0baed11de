import { z } from 'zod';

import type { ArtistRow } from '../../services/lidarr/artist-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { artistFields, missingTracks, toArtistFields } from './artist-fields.ts';
import { artistSorts, sortArtists } from './sort-artists.ts';

const input = z.object({
  name: z.string().min(1).max(200).optional(),
  monitored: z.boolean().optional(),
  missing: z.boolean().optional().describe('With missing tracks.'),
  sort: z.enum(artistSorts).default('name'),
  ...pageInput,
  ...instanceInput,
});

export default defineTool({
  name: 'lidarr_get_all_artists',
  title: 'Artists',
  description: 'Artists of the library, filtered and sorted.',
  toolset: 'lidarr',
  annotations: READ,
  input,
  output: z.object({ items: z.array(z.object(artistFields)), ...pageOutput, ...instanceOutput }),
  async handler(args, context) {
    const asked = await askInstances(context, { service: 'lidarr', instance: args.instance }, async (client) =>
      (await client.listArtists()).filter((artist) => isWanted(artist, args)),
    );
    const { items, ...rest } = page(sortArtists(joinAnswers(asked), args.sort), args);
    const rows = items.map((artist) => ({ instance: artist.instance, ...toArtistFields(artist) }));
    return { items: rows, ...rest, unavailable: asked.unavailable };
  },
});

type Filter = Pick<z.output<typeof input>, 'name' | 'monitored' | 'missing'>;

function isWanted(artist: ArtistRow, { name, monitored, missing }: Filter): boolean {
  return (
    (name === undefined || (artist.artistName ?? '').toLowerCase().includes(name.toLowerCase())) &&
    (monitored === undefined || artist.monitored === monitored) &&
    (missing === undefined || missingTracks(artist) > 0 === missing)
  );
}
