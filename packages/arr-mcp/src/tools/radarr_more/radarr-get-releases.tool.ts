import { z } from 'zod';

import type { Release } from '../../services/radarr/activity-schemas.ts';
import { READ } from '../annotations.ts';
import { handleOf, releaseRowFields, toReleaseRow } from '../arr/release-row.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput } from '../paging.ts';
import { askAboutMovie, movieInput } from '../radarr/find-movie.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const ReleaseRow = z.object({
  instance: z.string().optional(),
  ...releaseRowFields,
  languages: z.array(z.string()).optional(),
});

export default defineTool({
  name: 'radarr_get_releases',
  title: 'Releases of a movie',
  description: 'Asks all indexers for releases of a movie, best first.',
  toolset: 'radarr_more',
  annotations: READ,
  longRunning: true,
  input: z.object({ ...movieInput, limit: pageInput.limit, ...instanceInput }),
  output: z.object({ items: z.array(ReleaseRow), total: z.int(), ...instanceOutput }),
  async handler({ limit, ...of }, context) {
    const asked = await askAboutMovie(context, of, async (client, { id }) =>
      (await client.releases(id))
        .sort(acceptedFirst)
        .map((release) => toRow(release, handleOf(context, client.instance, release))),
    );
    // Another page would search anew, so that there is only one.
    const { items, total } = page(joinAnswers(asked), { limit });
    return { items, total, unavailable: asked.unavailable };
  },
});

// Radarr has put the best first; the order among equals stays.
function acceptedFirst(one: Release, other: Release): number {
  return Number(one.rejected === true) - Number(other.rejected === true);
}

function toRow(release: Release, handle: string) {
  return { ...toReleaseRow(release, handle), languages: release.languages };
}
