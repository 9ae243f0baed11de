import { type Context, Hono } from 'hono';

import type { DemoContainer } from '../host/demo-container.ts';
import type { DemoHost } from '../host/demo-host.ts';
import type { StandIn } from '../stand-in.ts';
import { toInspected } from './inspect-answer.ts';
import { toListed } from './list-answer.ts';
import { toFrames } from './log-answer.ts';
import { infoAnswer, versionAnswer } from './machine-answers.ts';
import { toStats } from './stats-answer.ts';

type Answer = (container: DemoContainer, context: Context) => Response;

/**
 * The API of Podman 5.4.2 over the containers of an invented host, as far as they are looked at, started, stopped and
 * removed: its Docker form, and its own form of list and inspect. The answers are held to what a real one answered.
 */
export function createPodmanStandIn(host: DemoHost): StandIn {
  const app = new Hono();
  const { now } = host;
  app.get('/_ping', (context) => context.text('OK'));
  app.get('/version', (context) => context.json(versionAnswer));
  app.get('/info', (context) => context.json(infoAnswer));
  app.get('/v4.0.0/libpod/containers/json', (context) => {
    const all = context.req.query('all') === 'true';
    const listed = host.list().filter(({ isRunning }) => all || isRunning);
    return context.json(listed.map((container) => toListed(container, now())));
  });
  const on = (method: 'GET' | 'POST' | 'DELETE', path: string, answer: Answer): void => {
    app.on(method, path, (context) => withContainer(host, context, answer));
  };
  on('GET', '/v4.0.0/libpod/containers/:name/json', (container) => Response.json(toInspected(container, now())));
  on('GET', '/containers/:name/logs', (container, { req }) => {
    const frames = toFrames(container.log(now()), new URL(req.url).searchParams);
    return new Response(Uint8Array.from(frames), { headers: { 'content-type': 'application/octet-stream' } });
  });
  on('GET', '/containers/:name/stats', (container) =>
    container.isRunning ? Response.json(toStats(container, now())) : refusal(409, `${container.id} is stopped`),
  );
  on('POST', '/containers/:name/start', (container) => changed(container.start(now())));
  on('POST', '/containers/:name/stop', (container) => changed(host.stop(container)));
  on('POST', '/containers/:name/restart', (container) => {
    container.stop(now());
    return changed(container.start(now()));
  });
  on('DELETE', '/containers/:name', (container, { req }) => removeContainer(host, container, req.query('force')));
  return { fetch: (request) => app.fetch(request) };
}

function withContainer(host: DemoHost, context: Context, answer: Answer): Response {
  const name = context.req.param('name') ?? '';
  const container = host.find(name);
  if (container !== undefined) return answer(container, context);
  return refusal(404, `no container with name or ID "${name}" found: no such container`);
}

/** 304: it is already so. */
function changed(isChanged: boolean): Response {
  return new Response(null, { status: isChanged ? 204 : 304 });
}

function removeContainer(host: DemoHost, container: DemoContainer, force: string | undefined): Response {
  if (container.isRunning && force !== 'true') {
    return refusal(500, `cannot remove container ${container.id} as it is running: container state improper`);
  }
  host.remove(container);
  return new Response(null, { status: 204 });
}

const causes: Readonly<Record<number, string>> = { 404: 'no such container' };

function refusal(status: number, message: string): Response {
  return Response.json({ cause: causes[status] ?? 'container state improper', message, response: status }, { status });
}
