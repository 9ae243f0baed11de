import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { AppError } from '../errors.ts';
import type { AccessParts } from '../http/auth/access.ts';
import { setAccessCookie, signIn } from '../http/auth/dashboard-access.ts';
import { RateLimitedError } from '../http/rate-limited.ts';
import { EndedKeyError } from '../http/auth/named-keys.ts';
import { formatWait } from './format.ts';
import { takeForms } from './take-forms.ts';

const maxFormBytes = 4096;
const SignInForm = z.object({ key: z.string().trim().min(1) });

/** `POST /sign-in`: the form of the sign-in page, which works without script. */
export async function signInRoute(app: FastifyInstance, { access }: { readonly access: AccessParts }): Promise<void> {
  takeForms(app, (form) => Object.fromEntries(form));
  app.post('/sign-in', { bodyLimit: maxFormBytes }, async (request, reply) => {
    const form = SignInForm.safeParse(request.body);
    if (!form.success) return showSignIn(reply);
    try {
      await signIn(access, request, form.data.key);
    } catch (error) {
      return showRefusal(reply, error);
    }
    setAccessCookie(request, reply);
    return reply.redirect('/', 303);
  });
}

/** The page that asks for the key, when nobody has shown one. */
export async function showSignIn(reply: FastifyReply): Promise<string> {
  return render(reply.code(401), { script: 'sign-in.js' });
}

/** The same page, saying why the key that was shown does not open it. @throws what is no refusal */
export async function showRefusal(reply: FastifyReply, error: unknown): Promise<string> {
  if (error instanceof RateLimitedError) {
    const wait = formatWait(error.retryAfterSeconds);
    void reply.code(429).header('retry-after', error.retryAfterSeconds);
    return render(reply, { problem: `There were too many wrong keys. Please try again in ${wait}.` });
  }
  if (!(error instanceof AppError) || !['unauthorized', 'refused'].includes(error.code)) throw error;
  void reply.code(error.code === 'refused' ? 403 : 401);
  const isRight = error instanceof EndedKeyError || error.code === 'refused';
  const problem = isRight ? `Right, but ${error.message}.` : 'That key is wrong. Please check it and try again.';
  return render(reply, { problem, isKeyWrong: true });
}

interface SignInView {
  readonly script?: string;
  readonly problem?: string;
  readonly isKeyWrong?: boolean;
}

async function render(reply: FastifyReply, view: SignInView): Promise<string> {
  // With `no-referrer` browsers send `Origin: null` with the form, which the Origin check refuses.
  void reply.header('referrer-policy', 'same-origin');
  return reply.viewAsync('sign-in.eta', { title: 'Sign in', ...view });
}

/** Where a request goes once its key is in the cookie: the same address without the key. */
export function withoutKey({ url }: Pick<FastifyRequest, 'url'>): string {
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  query.delete('key');
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}
