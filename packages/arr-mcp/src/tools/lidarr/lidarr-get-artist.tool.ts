import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ArtistDetails, toArtistDetails } from './artist-details.ts';
import { artistInput, askAboutArtist } from './find-artist.ts';

export default defineTool({
  name: 'lidarr_get_artist',
  title: 'An artist',
  description: 'One artist with profiles, folder and track counts.',
  toolset: 'lidarr',
  annotations: READ,
  input: z.object({ ...artistInput, ...instanceInput }),
  output: z.object({ items: z.array(ArtistDetails), ...instanceOutput }),
  async handler(args, context) {
    const asked = await askAboutArtist(context, args, async (client, { id }) => {
      const [artist, quality, metadata] = await Promise.all([
        client.artist(id),
        client.qualityProfiles(),
        client.metadataProfiles(),
      ]);
      return [toArtistDetails(artist, { quality, metadata })];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});
