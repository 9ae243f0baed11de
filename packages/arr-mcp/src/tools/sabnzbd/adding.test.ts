import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import type { ToolBench } from '../../testing/tool-bench.ts';
import { household, items } from './sabnzbd-household.fixtures.ts';

const files: Readonly<Record<string, string>> = {
  '/media/A.Film.nzb': '<nzb></nzb>',
  '/media/rubbish.nzb': 'rubbish',
};

function withFiles(): ToolBench {
  return household(['sabnzbd'], {
    files: {
      async read(path) {
        const text = files[path];
        if (text === undefined) return undefined;
        return { content: Buffer.from(text), sha256: '', mode: 0o644, uid: 1000, gid: 1000 };
      },
    },
  });
}

async function queued(bench: ToolBench, query: string): Promise<Record<string, unknown>[]> {
  return items(await bench.call('sabnzbd_get_queue', { query }));
}

describe('sabnzbd_add', () => {
  it('hands over a file of the scope', async () => {
    const bench = withFiles();
    const answer = await bench.call('sabnzbd_add', {
      nzb: '/media/A.Film.nzb',
      category: 'movies',
      priority: 'paused',
    });

    expect(answer).toMatchObject({ name: 'A.Film', status: 'Paused' });
    expect(await queued(bench, 'A.Film')).toMatchObject([{ nzo_id: answer['nzo_id'], category: 'movies' }]);
  });

  it('hands over an address', async () => {
    const bench = household();
    await bench.call('sabnzbd_add', { nzb: 'https://indexer.example/get/B.Film.nzb?apikey=secret', priority: 'high' });

    expect(await queued(bench, 'B.Film')).toMatchObject([{ priority: 'High' }]);
  });

  it.each([
    ['a file that is not in the scope', '/media/other.nzb', 'not_found'],
    ['a file of another kind', '/media/film.mkv', 'invalid_argument'],
    ['what is no NZB inside', '/media/rubbish.nzb', 'invalid_argument'],
    ['a file address', 'file:///etc/passwd', 'invalid_argument'],
    ['an ftp address', 'ftp://indexer.example/a.nzb', 'invalid_argument'],
    ['a relative path', 'a.nzb', 'invalid_argument'],
    ['an address with a user', 'https://me@indexer.example/a.nzb', 'refused'],
  ])('refuses %s', async (_what, nzb, code) => {
    const bench = withFiles();

    await expect(bench.call('sabnzbd_add', { nzb })).rejects.toMatchObject({ code });
    expect(await queued(bench, '')).toHaveLength(2);
  });

  it('names the categories that there are', async () => {
    const nzb = 'https://indexer.example/a.nzb';

    await expect(household().call('sabnzbd_add', { nzb, category: 'comics' })).rejects.toMatchObject({
      code: 'invalid_argument',
      hint: expect.stringContaining('tv, movies') as unknown,
    });
  });

  it('keeps what the file scope refuses refused', async () => {
    const bench = household(['sabnzbd'], {
      files: {
        async read() {
          throw new AppError('refused', 'it holds secrets');
        },
      },
    });

    await expect(bench.call('sabnzbd_add', { nzb: '/media/A.nzb' })).rejects.toMatchObject({ code: 'refused' });
  });
});
