import { Hono } from 'hono';
import { html } from 'hono/html';

import type { CallerGate } from './caller-gate.ts';
import type { DeviceFlow } from './device-flow.ts';
import type { TraktTokens } from './trakt-tokens.ts';

export interface OAuthParts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly device: DeviceFlow;
  readonly tokens: TraktTokens;
  readonly gate: CallerGate;
}

/** Where tokens are given, and the page at which a user enters a code. */
export function oauthRoutes({ clientId, clientSecret, device, tokens, gate }: OAuthParts): Hono {
  const app = new Hono();
  const isKnown = (body: Record<string, unknown>): boolean =>
    body['client_id'] === clientId && body['client_secret'] === clientSecret;
  app.use('/oauth/*', gate.isRested);
  app.post('/oauth/device/code', async (context) => {
    const body: Record<string, unknown> = await context.req.json();
    if (body['client_id'] !== clientId) return context.body(null, 403);
    return context.json(device.begin(new URL(context.req.url).origin));
  });
  app.post('/oauth/device/token', async (context) => {
    const body: Record<string, unknown> = await context.req.json();
    if (!isKnown(body)) return context.json({ error: 'invalid_client', error_description: 'unknown' }, 401);
    const answer = device.poll(String(body['code']));
    return typeof answer === 'number' ? new Response(null, { status: answer }) : context.json(answer);
  });
  app.post('/oauth/token', async (context) => {
    const body: Record<string, unknown> = await context.req.json();
    if (!isKnown(body)) return context.json({ error: 'invalid_client', error_description: 'unknown' }, 401);
    const answer = tokens.trade(String(body['refresh_token']));
    const error_description = 'The provided authorization grant is invalid, expired, or revoked.';
    return answer === undefined
      ? context.json({ error: 'invalid_grant', error_description }, 400)
      : context.json(answer);
  });
  app.get('/activate', (context) =>
    context.html(html`<form method="post"><input name="code" autofocus /><button>Continue</button></form>`),
  );
  app.post('/activate', async (context) => {
    const code = (await context.req.formData()).get('code');
    const isDone = device.decide(typeof code === 'string' ? code : '', 'approved');
    return context.html(html`<p>${isDone ? 'Done: back to where the code came from.' : 'There is no such code.'}</p>`);
  });
  return app;
}
