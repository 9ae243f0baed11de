import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'lidarr_search_album',
  title: 'Search for an album',
  description: 'Searches the indexers for an album and grabs the best release.',
  toolset: 'lidarr',
  annotations: WRITE,
  input: z.object({ album_id: z.int().min(1), ...instanceInput }),
  output: StartedCommand,
  async handler({ album_id: id, instance }, context) {
    const client = clientOf(context, 'lidarr', instance);
    // Lidarr takes a search for an album that it does not have, and it fails where nobody looks.
    const { title } = await client.album(id);
    const command = await client.runCommand('AlbumSearch', { albumIds: [id] });
    return { ...toStarted(client.instance, command), id, title: shortLine(title) };
  },
});
