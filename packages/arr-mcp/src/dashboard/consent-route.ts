import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { AppError } from '../errors.ts';
import { RateLimitedError } from '../http/rate-limited.ts';
import type { Consent, ConsentRequest } from '../http/oauth/consent.ts';
import { paths } from '../http/oauth/provider-parts.ts';
import { toView } from './consent-problem.ts';
import { type ConsentViewOptions, toConsentView } from './consent-view.ts';
import { formatWait } from './format.ts';
import { isOwnersBrowser, rememberOwnersBrowser } from './owner-cookie.ts';
import { takeForms } from './take-forms.ts';

const maxFormBytes = 4096;
const Form = z.object({
  form_token: z.string(),
  password: z.string(),
  scope: z.array(z.string()),
  decision: z.enum(['allow', 'refuse']),
});
type Form = z.output<typeof Form>;
const incomplete = 'Something was missing in the form. Please answer again.';

/** `GET` and `POST /oauth/consent/…`: the owner lets a client in, or not. Works without script. */
export async function consentRoute(app: FastifyInstance, { consent }: { readonly consent: Consent }): Promise<void> {
  const path = `${paths.consent}/:uid` as const;
  takeForms(app, (form) => ({ ...Object.fromEntries(form), scope: form.getAll('scope') }));
  app.setErrorHandler(async (error, _request, reply) => showEnd(reply, error));
  app.get<{ Params: { uid: string } }>(path, async (request, reply) => {
    const found = await consent.find({ request, reply, uid: request.params.uid });
    return showForm(reply, found, shownIn(request));
  });
  app.post<{ Params: { uid: string } }>(path, { bodyLimit: maxFormBytes }, async (request, reply) => {
    const exchange = { request, reply, uid: request.params.uid };
    const found = await consent.find(exchange);
    const { success, data: form } = Form.safeParse(request.body);
    if (!success) return showForm(reply.code(400), found, { ...shownIn(request), problem: incomplete });
    try {
      return await reply.redirect(await decide(consent, exchange, form), 303);
    } catch (error) {
      return showRefusal(reply, found, { ...shownIn(request), error, chosen: form.scope });
    }
  });
}

async function decide(consent: Consent, exchange: Parameters<Consent['allow']>[0], form: Form): Promise<string> {
  const { form_token: formToken, password, scope: scopes } = form;
  if (form.decision === 'refuse') return consent.refuse(exchange, { formToken });
  const target = await consent.allow(exchange, { formToken, password, scopes });
  rememberOwnersBrowser(exchange.request, exchange.reply);
  return target;
}

interface Shown extends ConsentViewOptions {
  readonly action: string;
  readonly problem?: string;
}

function shownIn(request: FastifyRequest): Shown {
  return { action: request.url, isOwners: isOwnersBrowser(request) };
}

async function showRefusal(
  reply: FastifyReply,
  found: ConsentRequest,
  { error, ...shown }: Shown & { readonly error: unknown },
): Promise<string> {
  if (error instanceof RateLimitedError) {
    void reply.code(429).header('retry-after', error.retryAfterSeconds);
    const problem = `There were too many wrong passwords. Please try again in ${formatWait(error.retryAfterSeconds)}.`;
    return showForm(reply, found, { ...shown, problem });
  }
  if (!(error instanceof AppError) || (error.code !== 'unauthorized' && error.code !== 'invalid_argument')) throw error;
  const isWrong = error.code === 'unauthorized';
  void reply.code(isWrong ? 401 : 400);
  const problem = isWrong
    ? 'That did not work. Please check the password and try again.'
    : 'Please choose at least one.';
  return showForm(reply, found, { ...shown, problem });
}

async function showForm(reply: FastifyReply, found: ConsentRequest, shown: Shown): Promise<string> {
  setHeaders(reply, found.redirectUri);
  const { action, problem } = shown;
  const { formToken } = found;
  const view = toConsentView(found, shown);
  return reply.viewAsync('consent.eta', { title: 'Let an assistant in', ...view, action, problem, formToken });
}

async function showEnd(reply: FastifyReply, error: unknown): Promise<string> {
  if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
  setHeaders(reply.code(400));
  const view = { problem: 'This sign-in has ended, or was started in another browser.', hint: error.hint };
  return reply.viewAsync('consent-problem.eta', { ...toView({ code: 'expired', words: '' }), ...view });
}

function setHeaders(reply: FastifyReply, redirectUri?: string): void {
  // With `no-referrer` browsers send `Origin: null` with the form, which the Origin check refuses.
  void reply.header('referrer-policy', 'same-origin');
  const target = redirectUri === undefined ? '' : ` ${formTarget(new URL(redirectUri))}`;
  // Browsers hold the redirects after a form to form-action as well, and the last of them leads to the client.
  void reply.header(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`,
  );
}

// An IPv6 address is no source that the policy knows, and a program's own scheme has no host.
function formTarget({ protocol, origin, hostname }: URL): string {
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && !hostname.startsWith('[') ? origin : protocol;
}
