import { createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { itemsOf, now, openHousehold, token } from '../plex/plex-household.fixtures.ts';

describe('plex_list_users', () => {
  it('D30 finds owner and friends by name, with the libraries that are shared with them', async () => {
    const { bench } = openHousehold({ online: true });
    const answer = await bench.call('plex_list_users', { name: 'ELIN' });

    expect(itemsOf(answer)).toEqual([
      {
        id: 4_000_103,
        name: 'grandma.elin',
        owner: false,
        home: false,
        restricted: false,
        protected: false,
        libraries: ['Movies', 'TV Shows'],
      },
    ]);
  });

  it('D30 D32 know somebody by the names that plex.tv has for them, too', async () => {
    const users = '<MediaContainer><User id="4000103" title="Elin Berg" username="eb1951"/></MediaContainer>';
    const { bench } = openHousehold({
      online: true,
      instead: ({ url }) => (new URL(url).pathname === '/api/users' ? new Response(users) : undefined),
    });

    for (const name of ['berg', 'eb1951']) {
      expect(itemsOf(await bench.call('plex_list_users', { name }))).toMatchObject([{ name: 'grandma.elin' }]);
      expect(itemsOf(await bench.call('plex_get_user', { user: name }))).toMatchObject([{ id: 4_000_103 }]);
    }
  });

  it('D31 lists all with what they are', async () => {
    const answer = await openHousehold({ online: true }).bench.call('plex_list_users');

    expect(itemsOf(answer)).toMatchObject([
      {
        id: 1,
        name: 'marit',
        owner: true,
        admin: true,
        home: true,
        protected: true,
        libraries: ['Movies', 'TV Shows', 'Music'],
      },
      { name: 'Jonas', owner: false, admin: false, guest: false, restricted: false },
      { name: 'Kids', home: true, restricted: true, libraries: ['Movies'] },
      { name: 'grandma.elin', home: false },
    ]);
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  it('gives what the server itself knows where plex.tv cannot be reached, and says so', async () => {
    const answer = await openHousehold().bench.call('plex_list_users');

    expect(itemsOf(answer).map((row) => row['name'])).toEqual(['marit', 'Jonas', 'Kids', 'grandma.elin']);
    expect(answer['notes']).toEqual([expect.stringContaining('plex.tv')]);
  });

  it('asks plex.tv once in a while only', async () => {
    const { bench, asked } = openHousehold({ online: true });
    await bench.call('plex_list_users');
    await bench.call('plex_list_users');

    expect(asked.filter((each) => each.includes('/api/home/users'))).toHaveLength(1);
  });
});

describe('plex_get_user', () => {
  it('D32 tells of the owner where nobody is named, without any token', async () => {
    const answer = await openHousehold({ online: true }).bench.call('plex_get_user');

    expect(itemsOf(answer)).toMatchObject([
      { id: 1, name: 'marit', owner: true, plays: expect.any(Number) as unknown },
    ]);
    expect(itemsOf(answer)[0]?.['devices']).toEqual(
      expect.arrayContaining([{ id: 1, name: 'Living Room TV', platform: 'Android' }]),
    );
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  it('D32 tells of somebody by their name', async () => {
    const answer = await openHousehold({ online: true }).bench.call('plex_get_user', { user: 'kids' });

    expect(itemsOf(answer)).toMatchObject([{ name: 'Kids', libraries: ['Movies'], restricted: true }]);
  });
});

describe('plex_get_continue_watching', () => {
  it('D34 tells what was begun and how much of it is left, ten at most', async () => {
    const { bench, asked } = openHousehold();
    const answer = await bench.call('plex_get_continue_watching');
    const [first] = itemsOf(answer);

    expect(Number(first?.['progress_seconds']) + Number(first?.['remaining_seconds'])).toBe(
      first?.['duration_seconds'],
    );
    expect(asked.at(-1)).toContain('count=10');
  });
});

describe('plex_get_user_statistics', () => {
  // The tool's own clock counts back from now, so the household lives now as well.
  const world = createWorld();

  it.each([
    ['last_24_hours', 1],
    ['last_7_days', 7],
    ['last_30_days', 30],
    ['last_90_days', 90],
    ['last_year', 365],
    ['all_time', undefined],
  ])('D36 counts plays, time, types and devices of %s', async (period, days) => {
    const { bench, servers } = openHousehold({ world });
    const since = days === undefined ? 0 : Math.floor(Date.now() / 1000) - days * 86_400;
    const [state] = servers.map((server) => server.state);
    const plays = state!.views.filter(({ viewedAt }) => viewedAt >= since);
    const answer = await bench.call('plex_get_user_statistics', { period });
    const rows = itemsOf(answer);

    expect(rows.reduce((sum, row) => sum + Number(row['plays']), 0)).toBe(plays.length);
    const seconds = plays.reduce((sum, view) => sum + (state!.entries.get(view.ratingKey)?.durationMs ?? 0) / 1000, 0);
    expect(rows.reduce((sum, row) => sum + Number(row['duration_seconds']), 0)).toBe(seconds);
  });

  it('D36 counts one user alone, and the last day where no period is given', async () => {
    const { bench } = openHousehold({ world });
    const answer = await bench.call('plex_get_user_statistics', { user: 'Jonas', period: 'all_time' });

    expect(itemsOf(answer)).toMatchObject([
      { user: 'Jonas', types: expect.any(Array) as unknown, devices: expect.any(Array) as unknown },
    ]);
    expect(await bench.call('plex_get_user_statistics')).toMatchObject({ period: 'last_24_hours' });
  });

  it('says how many plays have no running time any more', async () => {
    const { bench, servers } = openHousehold({ world: createWorld({ now: () => now }), views: 50 });
    const [state] = servers.map((server) => server.state);
    const gone = state!.views[0]!.ratingKey;
    state!.remove(gone);
    const answer = await bench.call('plex_get_user_statistics', { period: 'all_time' });

    const lost = state!.views.filter(({ ratingKey }) => ratingKey === gone).length;
    expect(itemsOf(answer).reduce((sum, row) => sum + Number(row['unmeasured_plays'] ?? 0), 0)).toBe(lost);
  });

  it('keeps the sums of two servers apart', async () => {
    const { bench } = openHousehold({ instances: ['plex', 'plex-attic'], world });
    const answer = await bench.call('plex_get_user_statistics', { period: 'all_time' });

    expect(new Set(itemsOf(answer).map((row) => row['instance']))).toEqual(new Set(['plex', 'plex-attic']));
  });
});
