import { describe, expect, it } from 'vitest';

import type { ToolBench } from '../../testing/tool-bench.ts';
import { failed, finished, household, items, paused, running } from './sabnzbd-household.fixtures.ts';

async function queued(bench: ToolBench, query = ''): Promise<Record<string, unknown>[]> {
  return items(await bench.call('sabnzbd_get_queue', { query }));
}

describe('sabnzbd_pause and sabnzbd_resume', () => {
  it('stop the whole queue for some minutes, and let it go on', async () => {
    const bench = household();
    const { queue } = await bench.call('sabnzbd_pause', { minutes: 5 });
    expect(queue).toMatchObject({ state: 'Paused', resumes_in_seconds: expect.any(Number) as unknown });

    expect(await bench.call('sabnzbd_resume')).toMatchObject({ queue: { state: 'Downloading' } });
  });

  it.each([running, running.toLowerCase(), 'lighthouse', 'SABnzbd_nzo_demo0001'])(
    'stop one download, named %s, and let it go on',
    async (download) => {
      const bench = household();
      expect(await bench.call('sabnzbd_pause', { download })).toMatchObject({
        download: { name: running, status: 'Paused' },
      });

      expect(await bench.call('sabnzbd_resume', { download })).toMatchObject({ download: { status: 'Downloading' } });
    },
  );

  it('cannot stop one download for minutes', async () => {
    await expect(household().call('sabnzbd_pause', { download: running, minutes: 5 })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('do nothing when a name fits several, and list these', async () => {
    const bench = household();

    await expect(bench.call('sabnzbd_pause', { download: 'DEMO' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ nzo_id: 'SABnzbd_nzo_demo0001', name: running }, { name: paused }] },
    });
    expect(await queued(bench)).toMatchObject([{ status: 'Downloading' }, { status: 'Paused' }]);
  });

  it.each(['SABnzbd_nzo_nosuch', 'no such name', 'all', 'SABnzbd_nzo_demo0001,SABnzbd_nzo_demo0002'])(
    'know no download %s',
    async (download) => {
      await expect(household().call('sabnzbd_pause', { download })).rejects.toMatchObject({ code: 'not_found' });
    },
  );
});

describe('sabnzbd_set_priority', () => {
  it('moves a download', async () => {
    const bench = household();
    await bench.call('sabnzbd_set_priority', { download: paused, priority: 'high' });

    expect(await queued(bench)).toMatchObject([{ name: paused, priority: 'High' }, { name: running }]);
  });
});

describe('sabnzbd_set_speed_limit', () => {
  it.each([
    ['400K', 400 * 1024],
    ['1.5m', 1.5 * 1024 ** 2],
    ['50%', 25 * 1024 ** 2],
  ])('limits to %s', async (speed, bytes) => {
    expect(await household().call('sabnzbd_set_speed_limit', { speed })).toMatchObject({
      speed_limit_bytes_per_second: bytes,
    });
  });

  it.each(['off', '0%', '0K'])('lifts the limit with %s', async (speed) => {
    const bench = household();
    await bench.call('sabnzbd_set_speed_limit', { speed: '1M' });

    expect(await bench.call('sabnzbd_set_speed_limit', { speed })).not.toHaveProperty('speed_limit_bytes_per_second');
  });

  it.each(['50', '101%', '-1K', '5 M', '', '1e9K'])('refuses %j', async (speed) => {
    await expect(household().call('sabnzbd_set_speed_limit', { speed })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('says so when SABnzbd does not know of what a share is', async () => {
    const bench = household();
    await bench.confirm('sabnzbd_set_config', { section: 'misc', keyword: 'bandwidth_max', value: '' });

    await expect(bench.call('sabnzbd_set_speed_limit', { speed: '50%' })).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('bandwidth_max') as unknown,
    });
  });
});

describe('sabnzbd_retry_download', () => {
  it('puts a failed download back into the queue', async () => {
    const bench = household();
    const { nzo_id } = await bench.call('sabnzbd_retry_download', { download: failed });

    expect(await queued(bench, failed)).toMatchObject([{ nzo_id }]);
  });

  it('refuses what has not failed', async () => {
    await expect(household().call('sabnzbd_retry_download', { download: finished })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('sabnzbd_delete_download', () => {
  it('says what would go and deletes nothing without consent', async () => {
    const bench = household();
    const preview = await bench.call('sabnzbd_delete_download', { download: running });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: `Takes ${running} (2.1 GiB) out of the queue. What was downloaded of it stays on the disk.`,
      plan: { nzo_id: 'SABnzbd_nzo_demo0001', from: 'queue', files: [{ name: `${running}.mkv` }] },
    });
    expect(await queued(bench)).toHaveLength(2);
  });

  it('deletes from the queue after consent', async () => {
    const bench = household();
    const { preview, done } = await bench.confirm('sabnzbd_delete_download', { download: running, delete_files: true });

    expect(preview['summary']).toContain('What was downloaded of it is deleted.');
    expect(done).toMatchObject({ status: 'done', from: 'queue', name: running });
    expect(await queued(bench)).toMatchObject([{ name: paused }]);
  });

  it.each([
    [failed, {}, 'What is left of its files stays.'],
    [failed, { delete_files: true }, 'What is left of its files is deleted.'],
    [finished, { delete_files: true }, 'Its files stay: SABnzbd never deletes finished ones.'],
  ])('tells of the files of %s with %j, and deletes from the history', async (download, options, words) => {
    const bench = household();
    const { preview, done } = await bench.confirm('sabnzbd_delete_download', { download, ...options });

    expect(preview['summary']).toContain(words);
    expect(done).toMatchObject({ from: 'history' });
    expect(items(await bench.call('sabnzbd_get_history', { query: download }))).toEqual([]);
  });

  it('asks which one where a name fits in both places', async () => {
    await expect(household().call('sabnzbd_delete_download', { download: 'Lighthouse' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ name: running }, { name: finished }] },
    });
  });
});
