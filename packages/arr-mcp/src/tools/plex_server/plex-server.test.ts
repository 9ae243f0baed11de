import { describe, expect, it } from 'vitest';

import { itemsOf, openHousehold } from '../plex/plex-household.fixtures.ts';

describe('plex_get_server_logs', () => {
  it('D39 gives the last lines of the log of the server, secrets masked', async () => {
    const answer = await openHousehold().bench.call('plex_get_server_logs', { lines: 2 });
    const [log] = itemsOf(answer);

    expect(log).toMatchObject({ file: 'Plex Media Server.log', total_lines: 3, start_line: 2 });
    expect(log?.['lines']).toEqual([expect.stringContaining('WARN'), expect.stringContaining('ERROR')]);
    expect(JSON.stringify(answer)).not.toContain('xxxxxxxxxxxxxxxxxxxx');
  });

  it('D39 finds lines, starts at a line, and takes the other logs', async () => {
    const { bench } = openHousehold();
    const found = await bench.call('plex_get_server_logs', { search: 'scanner' });
    const first = await bench.call('plex_get_server_logs', { start_line: 1, lines: 1 });
    const scanner = await bench.call('plex_get_server_logs', { log: 'scanner' });

    expect(itemsOf(found)[0]?.['lines']).toEqual([expect.stringMatching(/^3: .*Scanner: could not read/)]);
    expect(itemsOf(first)[0]?.['lines']).toEqual([expect.stringContaining('ready')]);
    expect(itemsOf(scanner)[0]).toMatchObject({ file: 'Plex Media Scanner.log' });
  });

  it('D39 lists the files', async () => {
    const answer = await openHousehold().bench.call('plex_get_server_logs', { list_files: true });

    expect(itemsOf(answer)[0]?.['files']).toEqual(
      expect.arrayContaining([{ name: 'Plex Media Server.1.log', size_bytes: expect.any(Number) as unknown }]),
    );
  });

  it('says that there is no log of a kind', async () => {
    await expect(openHousehold().bench.call('plex_get_server_logs', { log: 'tuner' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('says that what came is no archive', async () => {
    const { bench } = openHousehold({ instead: () => new Response('nonsense') });

    await expect(bench.call('plex_get_server_logs')).rejects.toMatchObject({ code: 'bad_response' });
  });
});

describe('plex_get_server_info', () => {
  it('D40 tells version, platform, name, id and abilities', async () => {
    const answer = await openHousehold().bench.call('plex_get_server_info');

    expect(itemsOf(answer)).toMatchObject([
      {
        name: 'Demo Plex',
        version: '1.42.1.10060-4e8b05daf',
        platform: 'Linux',
        machine_id: 'demo0000plex0000server0000000000demo0000',
        signed_in: true,
        plex_pass: true,
        capabilities: expect.arrayContaining(['video_transcoding', 'session_kick']) as unknown,
      },
    ]);
  });
});

describe('plex_get_bandwidth', () => {
  it('D41 gives points by user and device, of the time and the place that was asked for', async () => {
    const { bench, asked } = openHousehold();
    const answer = await bench.call('plex_get_bandwidth', { timespan: 'hours', lan: false });

    expect(asked.at(-1)).toBe('GET /statistics/bandwidth?timespan=4&lan=0');
    expect(itemsOf(answer)[0]).toMatchObject({ user: 'Jonas', device: 'Kitchen Tablet', lan: false, bytes: 2_000_000 });
    expect(answer).toMatchObject({ total: 4, total_bytes: 20_000_000 });
  });
});

describe('plex_get_resources', () => {
  it('D42 tells the load of host and Plex as it is now', async () => {
    expect(itemsOf(await openHousehold().bench.call('plex_get_resources'))).toMatchObject([
      { host_cpu_percent: 23, plex_cpu_percent: 9.5, host_memory_percent: 41.5, plex_memory_percent: 3.25 },
    ]);
  });
});

describe('plex_list_butler_tasks', () => {
  it('D43 lists tasks and how often they run', async () => {
    const answer = await openHousehold().bench.call('plex_list_butler_tasks');

    expect(itemsOf(answer)[0]).toMatchObject({ task: 'BackupDatabase', every_days: 3, enabled: true });
  });

  it('gives the same of a server that answers XML', async () => {
    const ask = async (xml: boolean) => openHousehold({ xml }).bench.call('plex_list_butler_tasks');

    expect(await ask(true)).toEqual(await ask(false));
  });
});

describe('plex_run_butler_task', () => {
  it('D44 starts a task', async () => {
    const { bench, servers } = openHousehold();

    expect(await bench.call('plex_run_butler_task', { task: 'backupdatabase' })).toMatchObject({
      started: 'BackupDatabase',
    });
    expect(servers[0]!.state.done).toEqual(['butler BackupDatabase']);
  });

  it('answers a task that is none with those that are', async () => {
    await expect(openHousehold().bench.call('plex_run_butler_task', { task: 'MakeTea' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('BackupDatabase') as unknown,
    });
  });
});

describe('plex_get_alerts', () => {
  it('D45 collects what the server tells for a while', async () => {
    const answer = await openHousehold().bench.call('plex_get_alerts', { seconds: 1 });

    expect(answer).toMatchObject({ seconds: 1, total: 3 });
    expect(itemsOf(answer)).toEqual([
      expect.objectContaining({ event: 'playing', state: 'playing', position_seconds: 900, times: 1 }),
      expect.objectContaining({ event: 'activity', what: 'library.update.section', progress_percent: 40 }),
      expect.objectContaining({ event: 'timeline', title: 'Harbour Lights', id: 1, state: 'processed' }),
    ]);
  });

  it('says that the server does not tell anything', async () => {
    const { bench } = openHousehold({ instead: () => new Response('', { status: 404 }) });

    await expect(bench.call('plex_get_alerts', { seconds: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends when its caller leaves', async () => {
    const leave = new AbortController();
    const { bench } = openHousehold({
      instead: () => {
        queueMicrotask(() => leave.abort());
        return undefined;
      },
    });

    await expect(bench.call('plex_get_alerts', { seconds: 40 }, { signal: leave.signal })).rejects.toThrow(
      /left|cancel/,
    );
  });
});

describe('plex_empty_trash', () => {
  it('D46 tells what would be forgotten, and forgets it when that is confirmed', async () => {
    const { bench, servers } = openHousehold();
    const { state } = servers[0]!;
    const [movie, other] = state.ofType('movie');
    movie!.deletedAt = 1;
    const { preview, done } = await bench.confirm('plex_empty_trash', { library: 'Movies' });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringContaining('Movies') as unknown,
    });
    expect(JSON.stringify(preview)).toContain(movie!.title);
    expect(done).toMatchObject({ status: 'done', emptied: ['Movies'], items: 1 });
    expect(state.entries.has(movie!.ratingKey)).toBe(false);
    expect(state.entries.has(other!.ratingKey)).toBe(true);
  });

  it('does nothing without confirmation', async () => {
    const { bench, servers } = openHousehold();
    await bench.call('plex_empty_trash');

    expect(servers[0]!.state.done).toEqual([]);
  });

  it('asks anew when more came into the trash meanwhile', async () => {
    const { bench, servers } = openHousehold();
    const preview = await bench.call('plex_empty_trash');
    servers[0]!.state.ofType('movie')[0]!.deletedAt = 1;
    const again = await bench.call('plex_empty_trash', { confirmation_token: preview['confirmation_token'] });

    expect(again).toMatchObject({ status: 'confirmation_required' });
    expect(servers[0]!.state.done).toEqual([]);
  });
});

describe('maintenance of a Plex server', () => {
  it('D47 starts to optimise the database', async () => {
    const { bench, servers } = openHousehold();
    await bench.call('plex_optimize_database');

    expect(servers[0]!.state.done).toEqual(['optimize']);
  });

  it('D48 starts to clean bundles', async () => {
    const { bench, servers } = openHousehold();
    await bench.call('plex_clean_bundles');

    expect(servers[0]!.state.done).toEqual(['clean bundles']);
  });

  it('says that an operation needs one of several servers named', async () => {
    const { bench, servers } = openHousehold({ instances: ['plex', 'plex-attic'] });

    await expect(bench.call('plex_clean_bundles')).rejects.toMatchObject({ code: 'invalid_argument' });
    await bench.call('plex_clean_bundles', { instance: 'plex-attic' });
    expect(servers.map(({ state }) => state.done)).toEqual([[], ['clean bundles']]);
  });
});
