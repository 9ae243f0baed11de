import { z } from 'zod';

import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import type { HistoryJob, QueueJob } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { sizeText } from '../arr/size-text.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { downloadInput, findAnywhere } from './find-download.ts';
import { nameOf } from './job-rows.ts';
import { shownText } from './shown-text.ts';

const mostFiles = 10;

export default defineDestructiveTool({
  name: 'sabnzbd_delete_download',
  title: 'Delete a download from SABnzbd',
  description: 'Deletes a download from the queue or the history.',
  toolset: 'sabnzbd',
  input: z.object({
    download: downloadInput,
    delete_files: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({ deleted: z.string(), name: z.string(), from: z.enum(['queue', 'history']) }),
  async plan({ download, delete_files: deleteFiles = false, instance }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    const found = await findAnywhere(client, download);
    const about = { instance: client.instance, nzo_id: found.job.id, name: nameOf(found.job), from: found.from };
    return found.from === 'queue'
      ? { ...about, ...(await planQueued(found.job, deleteFiles, client)) }
      : { ...about, ...planPast(found.job, deleteFiles) };
  },
  async handler({ nzo_id: id, name, from }, context, { instance, delete_files: deleteFiles = false }) {
    const client = clientOf(context, 'sabnzbd', instance);
    if (from === 'queue') await client.deleteFromQueue(id, deleteFiles);
    else await client.deleteFromHistory(id, deleteFiles);
    return { deleted: id, name, from };
  },
});

// No progress in it: the token would not fit a moment later.
async function planQueued(job: QueueJob, deleteFiles: boolean, client: SabnzbdClient) {
  const files = (await client.files(job.id)).toSorted(
    (left, right) => right.sizeBytes - left.sizeBytes || (left.name < right.name ? -1 : 1),
  );
  const rest = deleteFiles ? 'What was downloaded of it is deleted.' : 'What was downloaded of it stays on the disk.';
  return {
    summary: `Takes ${nameOf(job)} (${sizeText(job.sizeBytes)}) out of the queue. ${rest}`,
    size_bytes: job.sizeBytes,
    file_count: files.length,
    files: files
      .slice(0, mostFiles)
      .map(({ name, sizeBytes }) => ({ name: shownText(name) ?? '', size_bytes: sizeBytes })),
  };
}

function planPast(job: HistoryJob, deleteFiles: boolean) {
  const path = shownText(job.path, 300);
  const size = job.sizeBytes === undefined || job.sizeBytes === 0 ? '' : ` (${sizeText(job.sizeBytes)})`;
  return {
    summary: `Takes ${nameOf(job)}${size} out of the history. ${fateOfFiles(job, deleteFiles)}`,
    ...(job.sizeBytes === undefined ? {} : { size_bytes: job.sizeBytes }),
    ...(path === undefined ? {} : { path }),
  };
}

function fateOfFiles({ status }: HistoryJob, deleteFiles: boolean): string {
  if (status !== 'Failed') return 'Its files stay: SABnzbd never deletes finished ones.';
  return deleteFiles ? 'What is left of its files is deleted.' : 'What is left of its files stays.';
}
