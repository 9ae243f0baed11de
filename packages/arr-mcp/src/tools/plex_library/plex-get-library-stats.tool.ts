import { z } from 'zod';

import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { findLibrary, libraryInput } from './find-library.ts';
import { countLibrary } from './library-stats.ts';

const Counted = z.array(z.object({ name: z.string(), count: z.int() }));

export default defineTool({
  name: 'plex_get_library_stats',
  title: 'Statistics of a library in Plex',
  description: 'Counts a library by genre, decade, plays.',
  toolset: 'plex_library',
  annotations: READ,
  longRunning: true,
  input: z.object({ ...libraryInput, ...instanceInput }),
  output: z.object({
    items: z.array(
      z.object({
        instance: z.string().optional(),
        id: z.int(),
        title: z.string().optional(),
        type: z.string().optional(),
        counts: z.record(z.string(), z.int()),
        /** as lists have them: of an item with many genres, Plex lists the first ones */
        top: z.record(z.string(), Counted),
        released: Counted,
      }),
    ),
    ...instanceOutput,
  }),
  async handler({ library, instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const { id, title, type } = await findLibrary(client, library);
      const stats = await countLibrary({ client, sectionId: id, progress: context.progress }, type);
      return [{ id, title: shortLine(title), type, ...stats }];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});
