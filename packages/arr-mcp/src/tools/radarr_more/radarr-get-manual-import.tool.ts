import { z } from 'zod';

import { READ } from '../annotations.ts';
import { importRowFields, toImportRow } from '../arr/import-row.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { ofMovieFields, toOfMovie } from '../radarr/movie-fields.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { importSourceInput, toImportSource } from './import-source.ts';

const Candidate = z.object({ instance: z.string().optional(), ...importRowFields, ...ofMovieFields });

export default defineTool({
  name: 'radarr_get_manual_import',
  title: 'Files to import by hand',
  description: 'Files of a blocked download or folder, and why they are blocked.',
  toolset: 'radarr_more',
  annotations: READ,
  longRunning: true,
  input: z.object({ ...importSourceInput, ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(Candidate), ...pageOutput, ...instanceOutput }),
  async handler({ limit, cursor, instance, ...source }, context) {
    const asked = await askInstances(context, { service: 'radarr', instance }, async (client) =>
      (await client.importCandidates(toImportSource(source))).map((file) => ({
        ...toImportRow(file),
        ...toOfMovie(file.movie ?? {}),
      })),
    );
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
