import { describe, expect, it } from 'vitest';

import { apiKey, failed, finished, household, items, paused, running } from './sabnzbd-household.fixtures.ts';

describe('sabnzbd_get_queue', () => {
  it('lists what waits or runs, in bytes and seconds, beside the state of the queue', async () => {
    const answer = await household().call('sabnzbd_get_queue');

    expect(answer['queues']).toMatchObject([{ state: 'Downloading', speed_bytes_per_second: 12 * 1024 ** 2 }]);
    expect(items(answer)).toMatchObject([
      { nzo_id: 'SABnzbd_nzo_demo0001', name: running, status: 'Downloading', category: 'tv' },
      { name: paused, status: 'Paused', category: 'movies' },
    ]);
    expect(items(answer)[0]).not.toHaveProperty('instance');
  });

  it('finds a part of a name', async () => {
    expect(items(await household().call('sabnzbd_get_queue', { query: 'harbour' }))).toMatchObject([{ name: paused }]);
  });

  it('gives pages', async () => {
    const bench = household();
    const first = await bench.call('sabnzbd_get_queue', { limit: 1 });
    const second = await bench.call('sabnzbd_get_queue', { limit: 1, cursor: first['next_cursor'] });

    expect([...items(first), ...items(second)].map(({ name }) => name)).toEqual([running, paused]);
    expect(second).not.toHaveProperty('next_cursor');
  });

  it('says of two instances whose each download is', async () => {
    const answer = await household(['sabnzbd', 'sabnzbd-4k']).call('sabnzbd_get_queue');

    expect(items(answer).map(({ instance }) => instance)).toEqual(['sabnzbd', 'sabnzbd', 'sabnzbd-4k', 'sabnzbd-4k']);
    expect(answer['queues']).toMatchObject([{ instance: 'sabnzbd' }, { instance: 'sabnzbd-4k' }]);
  });
});

describe('sabnzbd_get_history', () => {
  it('lists what ended, newest first, with why it failed and where its files are', async () => {
    expect(items(await household().call('sabnzbd_get_history'))).toMatchObject([
      { name: failed, status: 'Failed', can_retry: true, failure: expect.stringContaining('server') as unknown },
      { name: finished, status: 'Completed', path: expect.stringContaining('/downloads/complete') as unknown },
    ]);
  });

  it.each([
    [{ failed_only: true }, [failed]],
    [{ category: 'tv' }, [finished]],
    [{ query: 'lighthouse' }, [finished]],
    [{ category: 'music' }, []],
  ])('lists with %j only what fits', async (filter, names) => {
    const answer = await household().call('sabnzbd_get_history', filter);

    expect(items(answer).map(({ name }) => name)).toEqual(names);
    expect(answer['total']).toBe(names.length);
  });

  it('merges two instances in pages', async () => {
    const bench = household(['sabnzbd', 'sabnzbd-4k']);
    const first = await bench.call('sabnzbd_get_history', { limit: 2 });
    const second = await bench.call('sabnzbd_get_history', { limit: 2, cursor: first['next_cursor'] });

    expect(first['total']).toBe(4);
    expect([...items(first), ...items(second)].map(({ name }) => name)).toEqual([failed, failed, finished, finished]);
  });
});

describe('sabnzbd_get_status', () => {
  it('tells version, news servers, disks and traffic of each instance', async () => {
    const answer = await household(['sabnzbd', 'sabnzbd-4k']).call('sabnzbd_get_status');

    expect(items(answer)).toMatchObject([
      {
        instance: 'sabnzbd',
        version: '4.5.0',
        servers: [{ name: 'Example News', most_connections: 20 }],
        complete: { path: '/downloads/complete' },
        warnings: 1,
      },
      { instance: 'sabnzbd-4k' },
    ]);
  });
});

describe('sabnzbd_get_warnings', () => {
  it('lists warnings with their time', async () => {
    expect(items(await household().call('sabnzbd_get_warnings'))).toMatchObject([
      {
        type: 'WARNING',
        text: expect.stringContaining('430') as unknown,
        time: expect.stringMatching(/Z$/) as unknown,
      },
    ]);
  });
});

describe('sabnzbd_get_config', () => {
  it('shows settings, and in the place of each key, account and password a mask', async () => {
    const [misc] = items(await household().call('sabnzbd_get_config'));

    expect(misc?.['settings']).toMatchObject({ bandwidth_max: '50M', api_key: '********', nzb_key: '********' });
  });

  it('shows entries of a section that is a list by their names', async () => {
    const answer = await household().call('sabnzbd_get_config', { section: 'servers' });

    expect(items(answer)).toMatchObject([
      { name: 'news.example', settings: { port: 563, username: '********', password: '********' } },
    ]);
  });

  it('finds settings by a part of their name', async () => {
    const [misc] = items(await household().call('sabnzbd_get_config', { query: 'bandwidth' }));

    expect(Object.keys(misc?.['settings'] as object)).toEqual(['bandwidth_perc', 'bandwidth_max']);
  });

  it('stays within what a model should be given', async () => {
    expect(JSON.stringify(await household().call('sabnzbd_get_config')).length).toBeLessThan(8000);
  });
});

it.each([
  ['sabnzbd_get_queue', {}],
  ['sabnzbd_get_history', {}],
  ['sabnzbd_get_status', {}],
  ['sabnzbd_get_warnings', {}],
  ['sabnzbd_get_config', { section: 'misc' }],
  ['sabnzbd_get_config', { section: 'rss' }],
])('%s with %j tells no key', async (tool, args) => {
  expect(JSON.stringify(await household().call(tool, args))).not.toContain(apiKey);
});
