import { z } from 'zod';

import { findTitles } from '../../domain/media/find-titles.ts';
import { AppError } from '../../errors.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceOutput } from '../service-access.ts';
import { MediaRow, toMediaRow } from './media-row.ts';
import { readDownloads } from './read-downloads.ts';
import { readMedia } from './read-media.ts';
import { joinParts } from './read-part.ts';

const libraries = ['plex', 'sonarr', 'radarr', 'trakt'] as const;

export default defineTool({
  name: 'media_search',
  title: 'Where a title stands',
  description: 'Shows where a movie or series stands: in Plex, wanted, downloading, watched.',
  toolset: 'overview',
  starred: true,
  annotations: READ,
  input: z.object({
    query: z.string().trim().min(1).max(200),
    type: z.enum(['movie', 'series']).optional(),
    ...pageInput,
  }),
  output: z.object({
    /** the services that were asked; of others it is not known what they have */
    searched: z.array(z.string()),
    items: z.array(MediaRow),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ query, type, ...paging }, context) {
    const searched = libraries.filter((name) => context.services.instances(name).length > 0);
    if (searched.length === 0) throw nothingSetUp();
    const [media, queues] = await Promise.all([readMedia(context, query), readDownloads(context)]);
    const found = findTitles(query, media.rows, queues.downloads).filter((each) =>
      [each.type, undefined].includes(type),
    );
    const { unavailable } = joinParts([media, { rows: [], unavailable: queues.unavailable }]);
    return {
      searched,
      ...page(found.map(toMediaRow), paging),
      ...(unavailable.length === 0 ? {} : { unavailable }),
    };
  },
});

function nothingSetUp(): AppError {
  return new AppError('not_configured', 'neither Plex nor an *arr nor Trakt is set up', {
    hint: 'service_scan shows what was found; the operator sets them up, see docs/services.md.',
  });
}
