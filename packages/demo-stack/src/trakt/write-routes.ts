import { Hono } from 'hono';

import type { TraktAccount } from './trakt-account.ts';

interface Item {
  readonly ids?: { readonly trakt?: number };
  readonly watched_at?: string;
}

type Body = Readonly<Partial<Record<'shows' | 'movies' | 'episodes', readonly Item[]>>>;

const listed = ['shows', 'movies'] as const;
const kinds = { shows: 'show', movies: 'movie', episodes: 'episode' } as const;

/** What changes lists and the history. */
export function writeRoutes(account: TraktAccount, listLimit: number): Hono {
  const app = new Hono();
  app.post('/sync/watchlist', async (context) => {
    const body: Body = await context.req.json();
    const added = counts();
    const existing = counts();
    const missing: Record<string, Item[]> = {};
    for (const { name, item, id } of itemsOf(body, listed)) {
      if (account.watchlist.length >= listLimit)
        return new Response(null, { status: 420, headers: { 'x-account-limit': String(listLimit) } });
      const outcome = account.want(kinds[name], id);
      if (outcome === 'added') added[name] += 1;
      else if (outcome === 'existing') existing[name] += 1;
      else (missing[name] ??= []).push(item);
    }
    const list = { updated_at: new Date().toISOString(), item_count: account.watchlist.length };
    return context.json({ added, existing, not_found: { ...nothing(), ...missing }, list }, 201);
  });
  app.post('/sync/watchlist/remove', async (context) => {
    const body: Body = await context.req.json();
    const deleted = counts();
    for (const { name, id } of itemsOf(body, listed)) deleted[name] += account.unwant(kinds[name], id);
    return context.json({ deleted, not_found: nothing(), list: { item_count: account.watchlist.length } });
  });
  app.post('/sync/history', async (context) => {
    const body: Body = await context.req.json();
    const added = { movies: 0, episodes: 0 };
    const missing: Record<string, Item[]> = {};
    for (const { name, item, id } of itemsOf(body, ['movies', 'episodes'])) {
      const at = item.watched_at === undefined ? undefined : new Date(item.watched_at);
      if (account.play(kinds[name], id, at)) added[name] += 1;
      else (missing[name] ??= []).push(item);
    }
    return context.json({ added, updated: { movies: 0, episodes: 0 }, not_found: { ...nothing(), ...missing } }, 201);
  });
  return app;
}

function* itemsOf<Name extends keyof Body>(body: Body, names: readonly Name[]) {
  for (const name of names) for (const item of body[name] ?? []) yield { name, item, id: item.ids?.trakt ?? 0 };
}

function counts() {
  return { movies: 0, shows: 0, seasons: 0, episodes: 0 };
}

function nothing() {
  return { movies: [], shows: [], seasons: [], episodes: [] };
}
