import { Hono } from 'hono';

import type { ArrState, QueueEntry, Resource } from '../arr/arr-state.ts';
import { queueRecord } from '../arr/queue-record.ts';
import type { Library } from './library.ts';
import { episodeResource, seriesPart } from './resources.ts';

/** The files of downloads that are done and still not imported. */
export function importRoutes(library: Library, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/manualimport', ({ req, json }) => {
    const { downloadId, folder } = req.query();
    const found = state.queue
      .map((entry) => ({ entry, record: queueRecord(entry, 'Sonarr', library.world) }))
      .filter(({ entry }) => entry.download.state === 'import blocked')
      .filter(({ record }) => record['downloadId'] === downloadId || record['outputPath'] === folder);
    return json(found.map(({ entry, record }) => candidate(library, entry, record)));
  });
  return routes;
}

function candidate(library: Library, { id, download }: QueueEntry, record: Resource): Resource {
  const { title, sizeBytes, subject, reason = '' } = download;
  const episode = library.findEpisode(subject);
  const relativePath = `${title}.mkv`;
  return {
    id,
    path: `${String(record['outputPath'])}/${relativePath}`,
    relativePath,
    folderName: title,
    name: title,
    size: Math.round(sizeBytes),
    ...(episode === undefined
      ? {}
      : { series: seriesPart(library, episode.seriesId), episodes: [episodeResource(library, episode)] }),
    ...(subject.kind === 'episode' ? { seasonNumber: subject.season } : {}),
    releaseGroup: 'DEMO',
    quality: record['quality'],
    languages: record['languages'],
    qualityWeight: 1,
    downloadId: record['downloadId'],
    customFormats: [],
    customFormatScore: 0,
    indexerFlags: 0,
    releaseType: 'singleEpisode',
    rejections: [{ reason, type: 'permanent' }],
  };
}
