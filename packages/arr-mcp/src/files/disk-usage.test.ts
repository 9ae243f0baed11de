import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DiskUsage } from './disk-usage.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-usage-'));
  await mkdir(join(folder, 'stacks'));
  await mkdir(join(folder, 'media'));
});
afterAll(async () => rm(folder, { recursive: true }));

describe('DiskUsage', () => {
  it('lists a file system once, with all that it is used for', async () => {
    const disks = await new DiskUsage({ stacks: join(folder, 'stacks'), media: join(folder, 'media') }).list();

    expect(disks).toMatchObject([{ use: ['stacks', 'media'], path: join(folder, 'stacks') }]);
  });

  it('counts bytes, and percent of what can be reached', async () => {
    const [disk] = await new DiskUsage({ data: folder }).list();

    // What is left to nobody but root is neither used nor free.
    expect(disk!.usedBytes).toBeGreaterThan(0);
    expect(disk!.usedBytes + disk!.freeBytes).toBeLessThanOrEqual(disk!.totalBytes);
    expect(disk!.usedPercent).toBeGreaterThanOrEqual(0);
    expect(disk!.usedPercent).toBeLessThanOrEqual(100);
  });

  it('leaves out a directory that is not there', async () => {
    await expect(new DiskUsage({ media: join(folder, 'nothing'), data: folder }).list()).resolves.toMatchObject([
      { use: ['data'] },
    ]);
  });

  it('leaves out a file system without a size', async () => {
    await expect(new DiskUsage({ media: '/proc' }).list()).resolves.toEqual([]);
  });

  it('finds the disk that a path lies on, also one that no directory was given for', async () => {
    const disks = new DiskUsage({ data: folder, media: '/nothing' });

    await expect(disks.list(join(folder, 'media'))).resolves.toMatchObject([{ use: ['data'], path: folder }]);
    await expect(disks.list(join(folder, 'nothing'))).resolves.toEqual([]);
    await expect(new DiskUsage({}).list(folder)).resolves.toMatchObject([{ use: [], path: folder }]);
  });
});
