import { describe, expect, it } from 'vitest';

import { openHousehold } from './plex-household.fixtures.ts';

// Every tool that reads what Plex answers in either form.
const calls: readonly (readonly [string, object])[] = [
  ['plex_get_libraries', {}],
  ['plex_get_library_items', { library: 'TV Shows' }],
  ['plex_get_library_items', { library: 'TV Shows', filters: ['type=episode', 'resolution=1080'], watched: false }],
  ['plex_get_library_items', { library: 'Music', filters: ['type=album', 'genre=Folk'] }],
  ['plex_search', { query: 'light' }],
  ['plex_get_item', { item: 'Second Breakfast' }],
  ['plex_get_item', { item: 'Harbour Lights', detail: 'detailed' }],
  ['plex_get_recently_added', {}],
  ['plex_get_on_deck', {}],
  ['plex_get_sessions', {}],
  ['plex_get_history', { user: 'Jonas' }],
  ['plex_list_users', {}],
  ['plex_get_user', {}],
  ['plex_get_continue_watching', {}],
  ['plex_get_user_statistics', { period: 'all_time' }],
  ['plex_get_server_info', {}],
  ['plex_get_bandwidth', {}],
  ['plex_get_resources', {}],
  ['plex_list_butler_tasks', {}],
];

describe('a Plex server that answers XML', () => {
  it.each(calls)('gives %s %j what one gives that answers JSON', async (name, args) => {
    const ask = async (xml: boolean) => openHousehold({ xml, online: true }).bench.call(name, args);

    const answer = await ask(true);

    expect(answer).toEqual(await ask(false));
    expect(JSON.stringify(answer).length).toBeGreaterThan(60);
  });
});
