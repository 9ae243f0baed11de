import { describe, expect, it } from 'vitest';

import { toDiskView } from './disk-view.ts';

const disk = {
  use: ['stacks', 'data'],
  path: '/opt/stacks',
  totalBytes: 480e9,
  usedBytes: 447e9,
  freeBytes: 33e9,
  usedPercent: 93,
};

describe('toDiskView', () => {
  it.each([
    [0, 'healthy', 'Enough space'],
    [89, 'healthy', 'Enough space'],
    [90, 'degraded', 'Almost full'],
    [97, 'degraded', 'Almost full'],
    [98, 'down', 'Full'],
    [100, 'down', 'Full'],
  ])('calls a disk with %d %% used %s', (usedPercent, health, word) => {
    expect(toDiskView({ ...disk, usedPercent }).badge).toEqual({ health, word });
  });

  it('says in words what is left', () => {
    expect(toDiskView(disk)).toMatchObject({
      title: 'Stacks and arr-mcp data',
      free: '33 GB free',
      used: '93 % of 480 GB used',
    });
  });
});
