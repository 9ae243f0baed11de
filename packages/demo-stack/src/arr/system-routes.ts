import { Hono } from 'hono';

import type { ArrState } from './arr-state.ts';
import { missing } from './missing.ts';

/** Status, health and tags. */
export function systemRoutes(state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/system/status', (context) => context.json(state.status));
  routes.get('/health', (context) => context.json(state.health));
  routes.get('/tag', (context) => context.json(state.tags));
  routes.get('/tag/:id{[0-9]+}', (context) => {
    const id = Number(context.req.param('id'));
    const found = state.tags.find((tag) => tag.id === id);
    return found === undefined ? missing(context, 'Tag', id) : context.json(found);
  });
  routes.post('/tag', async (context) => {
    // What is asked here comes from our own client.
    const { label } = await context.req.json<{ label: string }>();
    const known = state.tags.find((tag) => tag.label === label.toLowerCase());
    const tag = known ?? { id: Math.max(0, ...state.tags.map(({ id }) => id)) + 1, label: label.toLowerCase() };
    if (known === undefined) state.tags.push(tag);
    return context.json(tag, 201);
  });
  return routes;
}
