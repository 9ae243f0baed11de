import { describe, expect, it } from 'vitest';

import { QueueItem } from '../../services/arr/arr-schemas.ts';
import { toQueueRow } from './queue-row.ts';
import { queueState } from './queue-state.ts';

function item(facts: object) {
  return QueueItem.parse({ id: 1, title: 'Show.S01E01', size: 1000, sizeleft: 1000, ...facts });
}

describe('queueState', () => {
  // [status, trackedDownloadStatus, trackedDownloadState], as the services were recorded to say it.
  it.each([
    [['downloading', 'ok', 'downloading'], 'downloading'],
    [['queued', 'ok', 'downloading'], 'queued'],
    [['paused', 'ok', 'downloading'], 'paused'],
    [['warning', 'warning', 'downloading'], 'stuck'],
    [['warning', 'ok', 'downloading'], 'stuck'],
    [['downloading', 'warning', 'downloading'], 'stuck'],
    [['completed', 'ok', 'importPending'], 'waiting to import'],
    [['completed', 'warning', 'importPending'], 'import blocked'],
    [['completed', 'warning', 'importBlocked'], 'import blocked'],
    [['completed', 'warning', 'downloading'], 'import blocked'],
    [['completed', 'ok', 'importing'], 'importing'],
    [['completed', 'ok', 'imported'], 'imported'],
    [['failed', 'error', 'failedPending'], 'failed'],
    [['failed', 'error', 'downloadFailed'], 'failed'],
    [['completed', 'error', 'importFailed'], 'import failed'],
    [['completed', 'ok', 'ignored'], 'ignored'],
    [['delay', undefined, undefined], 'delayed'],
    [['downloadClientUnavailable', undefined, undefined], 'client unavailable'],
    [['something new', undefined, undefined], 'downloading'],
  ] as const)('says of %j %s', ([status, trackedDownloadStatus, trackedDownloadState], state) => {
    expect(queueState(item({ status, trackedDownloadStatus, trackedDownloadState }))).toBe(state);
  });

  it('says stuck of a download that goes on in name only', () => {
    expect(queueState(item({ status: 'downloading', trackedDownloadStatus: 'ok', errorMessage: 'Banned' }))).toBe(
      'stuck',
    );
  });
});

describe('toQueueRow', () => {
  it('tells how far it is in whole percent', () => {
    expect(toQueueRow(item({ sizeleft: 5 })).progress_percent).toBe(99);
    expect(toQueueRow(item({ sizeleft: 1005 })).progress_percent).toBe(0);
    expect(toQueueRow(item({ sizeleft: undefined })).progress_percent).toBeUndefined();
    expect(toQueueRow(item({ size: 0, sizeleft: 0 })).progress_percent).toBeUndefined();
  });

  it('tells why it does not go on, once, and without repeating its own title', () => {
    const row = toQueueRow(
      item({
        errorMessage: 'No connections',
        statusMessages: [
          { title: 'Show.S01E01', messages: ['No connections', 'Sample'] },
          { title: 'file.mkv', messages: ['Not an upgrade'] },
          { title: 'One or more episodes were not imported', messages: [] },
        ],
      }),
    );

    expect(row.reason).toBe('No connections; Sample; file.mkv: Not an upgrade; One or more episodes were not imported');
  });

  it('leaves the reason out where there is none', () => {
    expect(toQueueRow(item({ errorMessage: '', statusMessages: [] })).reason).toBeUndefined();
  });

  it('makes one short line of what a stranger wrote', () => {
    const row = toQueueRow(item({ title: `A\n\u001B[31m${'x'.repeat(900)}`, errorMessage: 'y\n'.repeat(900) }));

    expect(row.title).toMatch(/^Ax{149}$/);
    expect(row.reason).toMatch(/^y{300}$/);
  });
});
