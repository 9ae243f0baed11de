import { describe, expect, it } from 'vitest';

import { benchOf, commandsOf, dead, overheard, standInFor } from './arr-household.fixtures.ts';

const services = ['sonarr', 'radarr'] as const;
const removal = 'removeFromClient=false&blocklist=false&skipRedownload=true';
const first = {
  sonarr: 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO',
  radarr: 'Harbour.Days.2025.2160p.WEB.h265-DEMO',
} as const;

describe.each(services)('%s_rss_sync', (service) => {
  it('A25 starts it and tells which command it is', async () => {
    const { standIn, changes } = overheard(standInFor(service));

    const answer = await benchOf({ [service]: standIn }).call(`${service}_rss_sync`);

    expect(answer).toEqual({ instance: service, command_id: 1, state: 'queued' });
    expect(changes).toEqual(['POST /api/v3/command']);
    expect(await commandsOf(standIn)).toMatchObject([{ name: 'RssSync' }]);
  });

  it('asks which instance, where there are several, and starts none', async () => {
    const { standIn, changes } = overheard(standInFor(service));
    const bench = benchOf({ [service]: standIn, [`${service}-4k`]: dead });

    await expect(bench.call(`${service}_rss_sync`)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(changes).toEqual([]);
    expect(await bench.call(`${service}_rss_sync`, { instance: service })).toMatchObject({ instance: service });
  });
});

describe.each(services)('%s_grab_release', (service) => {
  const search = { sonarr: { series: 1, season: 1 }, radarr: { movie: 1 } }[service];

  it('grabs what a search has found', async () => {
    const bench = benchOf({ [service]: standInFor(service) });
    const { items } = await bench.call(`${service}_get_releases`, search);
    const [{ release, title }] = items as [{ release: string; title: string }];

    const answer = await bench.call(`${service}_grab_release`, { release });

    expect(answer).toEqual({ instance: service, release, title, next: `${service}_get_queue shows it.` });
  });

  const forgotten = { code: 'not_found', hint: expect.stringContaining(`${service}_get_releases`) as string };

  it('says to search again for what was not found lately', async () => {
    const bench = benchOf({ [service]: standInFor(service) });

    await expect(bench.call(`${service}_grab_release`, { release: 'old' })).rejects.toMatchObject(forgotten);
  });

  it('says to search again for what the service has forgotten since', async () => {
    let running = standInFor(service);
    const bench = benchOf({ [service]: { fetch: async (request) => running.fetch(request) } });
    const { items } = await bench.call(`${service}_get_releases`, search);
    const [{ release }] = items as [{ release: string }];

    running = standInFor(service);

    await expect(bench.call(`${service}_grab_release`, { release })).rejects.toMatchObject(forgotten);
  });
});

describe.each(services)('%s_delete_queue_item', (service) => {
  const tool = `${service}_delete_queue_item`;
  const title = service === 'sonarr' ? 'Sonarr' : 'Radarr';
  const client = 'SABnzbd';

  it('A18 tells what would happen and what stays, and does nothing without a token', async () => {
    const { standIn, changes } = overheard(standInFor(service));

    const answer = await benchOf({ [service]: standIn }).call(tool, { queue_id: 1001 });

    expect(answer).toMatchObject({ status: 'confirmation_required', plan: { title: first[service], client } });
    expect(answer['summary']).toContain(first[service]);
    expect(answer['summary']).toContain(`It stays in ${client} as it is, and ${title} no longer imports it.`);
    expect(answer['summary']).toContain('The release is not blocklisted. Nothing is searched for.');
    expect(changes).toEqual([]);
  });

  it('removes it once it is agreed to, and no more than that', async () => {
    const { standIn, changes } = overheard(standInFor(service));
    const bench = benchOf({ [service]: standIn });

    const { done } = await bench.confirm(tool, { queue_id: 1001 });

    expect(done).toEqual({ status: 'done', instance: service, removed: 1001, title: first[service] });
    expect(changes).toEqual([`DELETE /api/v3/queue/1001?${removal}`]);
    await expect(bench.call(tool, { queue_id: 1001 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('A18 removes it from its client, blocklists it and searches again where that is asked for', async () => {
    const { standIn, changes } = overheard(standInFor(service));
    const args = { queue_id: 1001, remove_from_client: true, blocklist: true, search_again: true };

    const { preview } = await benchOf({ [service]: standIn }).confirm(tool, args);

    expect(preview['summary']).toContain(`It is removed from ${client} too, with what it has downloaded.`);
    expect(preview['summary']).toContain('The release goes on the blocklist.');
    expect(preview['summary']).toContain(`${title} searches for another release`);
    expect(changes).toEqual(['DELETE /api/v3/queue/1001?removeFromClient=true&blocklist=true&skipRedownload=false']);
  });

  it('refuses to search again for what would be found again', async () => {
    const bench = benchOf({ [service]: standInFor(service) });

    await expect(bench.call(tool, { queue_id: 1001, search_again: true })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('says where the ids are when there is none of that id', async () => {
    const bench = benchOf({ [service]: standInFor(service) });

    await expect(bench.call(tool, { queue_id: 7 })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining(`${service}_get_queue`) as string,
    });
  });
});
