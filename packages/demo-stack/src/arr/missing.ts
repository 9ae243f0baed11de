import type { Context } from 'hono';

/** How an *arr says that it has no record of an id. */
export function missing(context: Context, kind: string, id: number): Response {
  return context.json({ message: `${kind} with ID ${id} does not exist` }, 404);
}
