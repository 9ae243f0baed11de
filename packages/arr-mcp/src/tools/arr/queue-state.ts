import type { QueueItem } from '../../services/arr/arr-schemas.ts';

type Facts = Pick<QueueItem, 'status' | 'trackedDownloadStatus' | 'trackedDownloadState' | 'errorMessage'>;

// The words of the *arr that need no second look.
const byTracked: Readonly<Record<string, string>> = {
  importBlocked: 'import blocked',
  importing: 'importing',
  imported: 'imported',
  failed: 'failed',
  failedPending: 'failed',
  downloadFailed: 'failed',
  downloadFailedPending: 'failed',
  importFailed: 'import failed',
  ignored: 'ignored',
};

const byStatus: Readonly<Record<string, string>> = {
  failed: 'failed',
  paused: 'paused',
  queued: 'queued',
  delay: 'delayed',
  downloadClientUnavailable: 'client unavailable',
  warning: 'stuck',
};

/** How a download is, in plain words: downloading, stuck, paused, queued, waiting to import, import blocked, … */
export function queueState({ status = '', trackedDownloadStatus, trackedDownloadState, errorMessage }: Facts): string {
  const isTroubled = trackedDownloadStatus === 'warning' || trackedDownloadStatus === 'error';
  const tracked = byTracked[trackedDownloadState ?? ''];
  if (tracked !== undefined) return tracked;
  // Older versions go on saying "downloading" of what is complete and cannot be imported.
  if (status === 'completed' || trackedDownloadState === 'importPending') {
    return isTroubled ? 'import blocked' : 'waiting to import';
  }
  const plain = byStatus[status];
  if (plain !== undefined) return plain;
  return isTroubled || (errorMessage ?? '') !== '' ? 'stuck' : 'downloading';
}
