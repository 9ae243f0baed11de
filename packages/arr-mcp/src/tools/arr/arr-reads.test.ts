import { describe, expect, it } from 'vitest';

import { benchOf, dead, standInFor } from './arr-household.fixtures.ts';

const services = ['sonarr', 'radarr'] as const;
const reads = ['get_disk_space', 'get_root_folders', 'get_quality_profiles', 'get_tags', 'system_status'] as const;
const folders = { sonarr: '/data/media/tv', radarr: '/data/media/movies' } as const;

describe.each(services)('the reads that every *arr has, of %s', (service) => {
  const bench = benchOf({ [service]: standInFor(service) });

  it('A1 tell its version, its surroundings and since when it runs', async () => {
    expect(await bench.call(`${service}_system_status`)).toEqual({
      items: [
        {
          instance: service,
          version: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) as string,
          branch: expect.any(String) as string,
          name: service === 'sonarr' ? 'Sonarr' : 'Radarr',
          os: 'alpine',
          in_container: true,
          runtime: expect.any(String) as string,
          started_at: '2026-11-15T12:00:00.000Z',
          authentication: 'forms',
          data_folder: '/config',
          database: 'sqLite',
        },
      ],
    });
  });

  it('A4 tell the disks it sees, in bytes', async () => {
    const { items } = await bench.call(`${service}_get_disk_space`);

    expect(items).toContainEqual({
      path: '/data',
      label: 'media',
      free_bytes: 2 * 1024 ** 4,
      total_bytes: 8 * 1024 ** 4,
      used_percent: 75,
    });
  });

  it('A5 tell where its library is kept', async () => {
    expect(await bench.call(`${service}_get_root_folders`)).toEqual({
      items: [
        { id: 1, path: folders[service], accessible: true, free_bytes: 2 * 1024 ** 4, unmapped: [], unmapped_total: 0 },
      ],
    });
  });

  it('A5 tell the first folders that belong to nothing, as one line each, and how many there are', async () => {
    const unmappedFolders = Array.from({ length: 500 }, (_, index) => ({ name: `Some\nthing ${index}` }));
    const state = { rootFolders: [{ id: 1, path: '/tv', unmappedFolders }] };

    const { items } = await benchOf({ [service]: standInFor(service, state) }).call(`${service}_get_root_folders`);

    expect(items).toMatchObject([{ unmapped_total: 500, unmapped: expect.objectContaining({ length: 20 }) as object }]);
    expect(JSON.stringify(items)).toContain('Something 19');
  });

  it('A6 tell its quality profiles and what they allow', async () => {
    expect(await bench.call(`${service}_get_quality_profiles`)).toEqual({
      items: [
        { id: 1, name: 'HD-1080p', upgrades: true, qualities: ['HDTV-720p', 'WEBDL-1080p'] },
        { id: 2, name: 'Ultra-HD', upgrades: true, qualities: ['HDTV-720p', 'WEBDL-1080p', 'WEBDL-2160p'] },
      ],
    });
  });

  it('name a group of qualities that a profile allows as a whole', async () => {
    const items = [{ name: 'WEB 1080p', items: [{ quality: { name: 'WEBDL-1080p' } }], allowed: true }];
    const state = { profiles: [{ id: 1, name: 'Any', items }] };

    const answer = await benchOf({ [service]: standInFor(service, state) }).call(`${service}_get_quality_profiles`);

    expect(answer).toMatchObject({ items: [{ qualities: ['WEB 1080p'] }] });
  });

  it('A7 tell its tags', async () => {
    expect(await bench.call(`${service}_get_tags`)).toEqual({
      items: [
        { id: 1, label: 'kids' },
        { id: 2, label: 'keep' },
      ],
    });
  });

  it('A2 tell what it finds wrong', async () => {
    const wikiUrl = 'https://wiki.servarr.com/x';
    const health = [{ source: 'RootFolderCheck', type: 'error' as const, message: 'Missing root folder', wikiUrl }];

    const answer = await benchOf({ [service]: standInFor(service, { health }) }).call(`${service}_health_check`);

    expect(answer).toEqual({
      items: [{ type: 'error', source: 'RootFolderCheck', message: 'Missing root folder', wiki_url: wikiUrl }],
    });
  });

  it.each(reads)('merge two instances in %s, each record with its own', async (name) => {
    const [first, second] = [standInFor(service), standInFor(service)];

    const { items } = await benchOf({ [service]: first, [`${service}-4k`]: second }).call(`${service}_${name}`);

    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ instance: service })]));
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ instance: `${service}-4k` })]));
  });

  it.each(reads)('tell in %s of an instance that is down beside what the other gave', async (name) => {
    const answer = await benchOf({ [service]: standInFor(service), [`${service}-4k`]: dead }).call(
      `${service}_${name}`,
    );

    expect(answer['items']).not.toEqual([]);
    expect(answer['unavailable']).toMatchObject([{ instance: `${service}-4k` }]);
  });

  it.each(reads)('fail in %s where the only instance is down', async (name) => {
    await expect(benchOf({ [service]: dead }).call(`${service}_${name}`)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
