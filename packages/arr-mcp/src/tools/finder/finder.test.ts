import { describe, expect, it } from 'vitest';

import { containerDetails } from '../../testing/containers.ts';
import { expandScopes } from '../../scopes.ts';
import { ToolBench, testCaller } from '../../testing/tool-bench.ts';
import { loadTools } from '../load-tools.ts';
import { searchTools } from './search-tools.ts';

const allTools = new Map(loadTools().map((tool) => [tool.name, tool]));

describe('find_tools', () => {
  it.each([
    ['unit logs', 'unit_logs'],
    ['restart container', 'container_restart'],
    ['journal', 'unit_logs'],
    ['quadlets list', 'quadlet_list'],
    ['how full are the disks', 'disk_usage'],
  ])('puts the best tool for %j first: %s', async (query, name) => {
    const { tools } = await new ToolBench().call('find_tools', { query });

    expect((tools as { name: string }[])[0]!.name).toBe(name);
  });

  it.each([
    ['who is watching now', 'plex_get_sessions'],
    ['add a film', 'radarr_add_movie'],
    ['why is the download stuck', 'downloads_get'],
    ['pause torrents', 'qbittorrent_stop'],
    ['limit the speed', 'sabnzbd_set_speed_limit'],
    ['search logs for errors', 'log_search'],
    ['trakt watchlist', 'trakt_get_watchlist'],
    ['mark as watched', 'trakt_mark_watched'],
    ['convert compose to quadlets', 'compose_to_quadlets'],
    ['undo a change', 'change_revert'],
    ['delete a series', 'sonarr_delete_series'],
    ['who changed what', 'change_list'],
    ['store credentials', 'credential_set'],
    ['contianer logs', 'container_logs'],
  ])('of all services, puts the best tool for %j first: %s', (query, name) => {
    expect(searchTools(allTools, query)[0]?.name).toBe(name);
  });

  it('takes words that questions are made of for no words', () => {
    expect(searchTools(allTools, 'how is it, and what is this?')).toEqual([]);
  });

  it('gives all tools without words, and none for words that fit nothing', async () => {
    const bench = new ToolBench();

    expect(await bench.call('find_tools', { limit: 200 })).toMatchObject({
      total: expect.toSatisfy((n: number) => n > 30) as number,
    });
    expect(await bench.call('find_tools', { query: 'xylophone' })).toMatchObject({ tools: [], total: 0 });
  });
});

describe('describe_tool', () => {
  it('gives class and arguments', async () => {
    expect(await new ToolBench().call('describe_tool', { name: 'unit_stop' })).toMatchObject({
      class: 'destructive',
      input_schema: { properties: { unit: { type: 'string' }, confirmation_token: { type: 'string' } } },
    });
  });

  it('names the nearest tool for one that does not exist', async () => {
    await expect(new ToolBench().call('describe_tool', { name: 'unit_stopp' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('unit_stop') as string,
    });
  });
});

describe('call_read_tool and call_write_tool', () => {
  const runtime = {
    list: () => Promise.resolve([]),
    get: () => Promise.resolve(containerDetails()),
    stop: () => Promise.resolve(),
  };

  it('runs a reading tool', async () => {
    const answer = await new ToolBench({ runtime }).call('call_read_tool', { name: 'container_list' });

    expect(answer).toEqual({ items: [], total: 0 });
  });

  it('keeps to confirmation', async () => {
    const bench = new ToolBench({ runtime });
    const call = { name: 'container_stop', arguments: { name: 'sonarr' } };

    const { confirmation_token } = await bench.call('call_write_tool', call);
    const again = { ...call, arguments: { ...call.arguments, confirmation_token } };

    expect(await bench.call('call_write_tool', again)).toMatchObject({ status: 'done' });
  });

  it.each([
    ['call_read_tool', 'container_stop'],
    ['call_read_tool', 'call_read_tool'],
    ['call_write_tool', 'container_list'],
    ['call_write_tool', 'call_write_tool'],
  ])('%s refuses %s', async (tool, name) => {
    await expect(new ToolBench({ runtime }).call(tool, { name })).rejects.toMatchObject({ code: 'refused' });
  });

  it('checks the arguments of the tool it runs', async () => {
    const call = { name: 'container_list', arguments: { limt: 1 } };

    await expect(new ToolBench({ runtime }).call('call_read_tool', call)).rejects.toThrow(/did you mean limit/);
  });

  it('tells which setting switches a tool off', async () => {
    const policy = { toolsets: ['full'], readOnly: ['containers'] };
    const call = { name: 'container_stop', arguments: { name: 'sonarr' } };

    await expect(new ToolBench({ runtime }).call('call_write_tool', call, { policy })).rejects.toMatchObject({
      code: 'read_only',
      message: expect.stringContaining('READ_ONLY_MODE') as string,
    });
  });

  it('reaches nothing for which the caller lacks the scope', async () => {
    const caller = { ...testCaller, scopes: expandScopes(['write']) };
    const bench = new ToolBench({ runtime });
    const call = { name: 'unit_stop', arguments: { unit: 'sonarr' } };

    await expect(bench.call('call_write_tool', call, { caller })).rejects.toMatchObject({
      code: 'insufficient_scope',
      message: 'unit_stop needs scope admin',
    });
    await expect(bench.call('describe_tool', { name: 'audit_list' }, { caller })).rejects.toMatchObject({
      code: 'insufficient_scope',
    });
    expect(JSON.stringify(await bench.call('find_tools', { limit: 200 }, { caller }))).not.toMatch(
      /unit_stop|audit_list/,
    );
  });
});
