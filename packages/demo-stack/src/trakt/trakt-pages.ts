import type { Context } from 'hono';

const defaultLimit = 100;
const mostItems = 250;

/** The asked page of a list, with the headers that tell of the others. */
export function toPages(context: Context, all: readonly object[], fallback = defaultLimit): Response {
  const page = Math.max(1, Number(context.req.query('page') ?? 1));
  const limit = Math.min(mostItems, Math.max(1, Number(context.req.query('limit') ?? fallback)));
  return context.json(all.slice((page - 1) * limit, page * limit), 200, {
    'x-pagination-page': String(page),
    'x-pagination-limit': String(limit),
    'x-pagination-page-count': String(Math.ceil(all.length / limit)),
    'x-pagination-item-count': String(all.length),
  });
}
