import { Hono } from 'hono';

import { toEpisode, toTitle } from './answers.ts';
import type { TraktMedia, TraktTitle } from './trakt-media.ts';
import { toPages } from './trakt-pages.ts';

const lists = { shows: 'show', movies: 'movie' } as const;

/** What Trakt tells without knowing who asks. */
export function publicRoutes(media: TraktMedia): Hono {
  const app = new Hono();
  app.get('/genres/:type', (context) => context.json([{ name: 'Drama', slug: 'drama' }]));
  app.get('/search/:type{show|movie}', (context) => {
    const kind = context.req.param('type') === 'show' ? 'show' : 'movie';
    const found = search(media[`${kind}s`], context.req.query('query') ?? '');
    const isFull = context.req.query('extended') === 'full';
    return toPages(
      context,
      found.map(({ title, score }) => ({ type: kind, score, [kind]: toTitle(title, isFull) })),
      10,
    );
  });
  app.get('/search/:type{show|movie}/exact', (context) => {
    const kind = context.req.param('type') === 'show' ? 'show' : 'movie';
    const words = (context.req.query('query') ?? '').toLowerCase().trim();
    const isFull = context.req.query('extended') === 'full';
    const found = media[`${kind}s`].filter(({ title }) => title.toLowerCase() === words);
    return toPages(
      context,
      found.map((title) => ({ type: kind, score: 1000, [kind]: toTitle(title, isFull) })),
      10,
    );
  });
  for (const list of ['shows', 'movies'] as const) {
    app.get(`/${list}/trending`, (context) => {
      const isFull = context.req.query('extended') === 'full';
      const rows = media[list].map((title, index) => ({
        watchers: 900 - index * 13,
        [lists[list]]: toTitle(title, isFull),
      }));
      return toPages(context, rows, 10);
    });
    app.get(`/${list}/:id`, (context) => {
      const title = find(media[list], context.req.param('id'));
      return title === undefined ? context.body(null, 404) : context.json(toTitle(title, true));
    });
  }
  app.get('/shows/:id/seasons', (context) => {
    const show = find(media.shows, context.req.param('id'));
    if (show === undefined) return context.body(null, 404);
    const seasons = Map.groupBy(show.episodes, ({ season }) => season);
    return context.json(
      [...seasons].map(([number, episodes]) => ({
        number,
        ids: { trakt: show.id * 100 + number, tvdb: null, tmdb: null },
        episodes: episodes.map((episode) => toEpisode(episode, false)),
      })),
    );
  });
  app.get('/shows/:id/seasons/:season{\\d+}', (context) => {
    const season = Number(context.req.param('season'));
    const own = find(media.shows, context.req.param('id'))?.episodes.filter((each) => each.season === season) ?? [];
    if (own.length === 0) return context.body(null, 404);
    return context.json(own.map((episode) => toEpisode(episode, context.req.query('extended') === 'full')));
  });
  return app;
}

function find(titles: readonly TraktTitle[], id: string): TraktTitle | undefined {
  return titles.find(({ id: own, ids }) => own === Number(id) || ids['slug'] === id || ids['imdb'] === id);
}

// The more of the title the words are, the better it fits.
function search(titles: readonly TraktTitle[], query: string): { title: TraktTitle; score: number }[] {
  const words = query.toLowerCase().trim();
  return titles
    .filter(({ title }) => title.toLowerCase().includes(words))
    .map((title) => ({ title, score: (1000 * words.length) / title.title.length }))
    .sort((one, other) => other.score - one.score);
}
