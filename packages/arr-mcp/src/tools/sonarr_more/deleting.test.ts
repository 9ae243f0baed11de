import { beforeEach, describe, expect, it } from 'vitest';

import { type SonarrBench, itemsOf, openSonarrBench } from '../sonarr/sonarr-bench.fixtures.ts';

let opened: SonarrBench;

beforeEach(() => {
  opened = openSonarrBench();
});

async function fileIds(count: number): Promise<unknown[]> {
  const files = itemsOf(await opened.call('sonarr_get_episode_files', { series: 'ferry', limit: count }));
  return files.map((file) => file['file_id']);
}

describe('sonarr_delete_series', () => {
  it('A13 says what would go and what stays, and does nothing without a token', async () => {
    const preview = await opened.call('sonarr_delete_series', { series: 'ferry' });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary:
        'Removes Ferry to Nowhere (2015) from sonarr; /data/media/tv/Ferry to Nowhere (2015) (18 episode files, 25.9 GiB) stays on disk.',
      plan: { files: 18, size_bytes: 27_783_000_189, deletes_files: false },
    });
    expect(opened.writes).toEqual([]);
  });

  it('says when files go too', async () => {
    const { summary } = await opened.call('sonarr_delete_series', {
      series: 'ferry',
      delete_files: true,
      exclude: true,
    });

    expect(summary).toContain('(18 episode files, 25.9 GiB) is deleted from disk');
    expect(summary).toContain('Import lists will not add it again.');
  });

  it('A13 does exactly what was agreed to', async () => {
    const { done } = await opened.confirm('sonarr_delete_series', { series: 'ferry', delete_files: true });

    expect(done).toMatchObject({ status: 'done', files_deleted: 18, freed_bytes: 27_783_000_189 });
    expect(opened.writes).toEqual([
      expect.stringMatching(/^DELETE \/api\/v3\/series\/\d+\?deleteFiles=true&addImportListExclusion=false$/),
    ]);
    await expect(opened.call('sonarr_get_series', { series: 'ferry' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('A13 keeps files that nobody asked to delete', async () => {
    const { done } = await opened.confirm('sonarr_delete_series', { series: 'ferry' });

    expect(done).toMatchObject({ files_deleted: 0, freed_bytes: 0 });
    expect(opened.writes).toEqual([expect.stringContaining('deleteFiles=false')]);
  });

  it('asks anew when there is more to lose than was agreed to', async () => {
    const preview = await opened.call('sonarr_delete_series', { series: 'ferry', delete_files: true });
    await opened.confirm('sonarr_delete_episode_files', { file_ids: await fileIds(1) });
    const args = { series: 'ferry', delete_files: true, confirmation_token: preview['confirmation_token'] };

    expect(await opened.call('sonarr_delete_series', args)).toMatchObject({
      status: 'confirmation_required',
      plan: { files: 17 },
    });
  });
});

describe('sonarr_delete_episode_files', () => {
  it('lists the files and their bytes, and does nothing without a token', async () => {
    const preview = await opened.call('sonarr_delete_episode_files', { file_ids: await fileIds(2) });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringContaining('2 episode files, 2.9 GiB') as string,
      plan: {
        size_bytes: 3_083_000_009,
        files: [
          { path: expect.stringContaining('S01E01') as string, size_bytes: 1_541_000_003 },
          { path: expect.stringContaining('S01E02') as string },
        ],
      },
    });
    expect(opened.writes).toEqual([]);
  });

  it('deletes them when that was agreed to', async () => {
    const ids = await fileIds(2);
    const { done } = await opened.confirm('sonarr_delete_episode_files', { file_ids: ids });

    expect(done).toEqual({ status: 'done', deleted: ids, freed_bytes: 3_083_000_009 });
    expect(await fileIds(2)).not.toEqual(ids);
  });

  it('deletes those of several series one series after the other', async () => {
    const [other] = itemsOf(await opened.call('sonarr_get_episode_files', { series: 'breakfast', limit: 1 }));
    const ids = [...(await fileIds(1)), other?.['file_id']];
    await opened.confirm('sonarr_delete_episode_files', { file_ids: ids });

    expect(opened.writes).toEqual(['DELETE /api/v3/episodefile/bulk', 'DELETE /api/v3/episodefile/bulk']);
  });

  it.each([
    ['alone', 0, 'there is no file 99999'],
    ['among others', 1, 'not all of these files are there'],
  ])('knows no file that is not there, %s', async (_how, others, message) => {
    const ids = [...(await fileIds(5)).slice(0, others), 99_999];

    await expect(opened.call('sonarr_delete_episode_files', { file_ids: ids })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(message) as string,
    });
  });
});
