import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client, InteractionResults, Provider } from 'oidc-provider';
import { errors } from 'oidc-provider';

import { AppError } from '../../errors.ts';
import { type Scope, expandScopes, scopes } from '../../scopes.ts';
import type { Grant, GrantStore } from '../../storage/grant-store.ts';
import type { OAuthStore } from '../../storage/oauth-store.ts';
import type { LoginLimiter } from '../auth/login-limiter.ts';
import { hasDocument, keepDocument } from './client-documents.ts';
import { cleanName } from './client-policy.ts';
import { resourceOf } from './protected-resource.ts';
import { namedScopes, owner } from './provider-parts.ts';
import { describeTarget } from './redirect-policy.ts';

export interface ConsentParts {
  readonly provider: Provider;
  readonly issuer: string;
  readonly password: string;
  readonly secret: string;
  readonly limiter: LoginLimiter;
  readonly grants: Pick<GrantStore, 'add' | 'list'>;
  readonly artifacts: Pick<OAuthStore, 'put'>;
}

/** A client that waits for the owner's word. */
export interface ConsentRequest {
  /** the client's own words, made harmless */
  readonly clientName: string;
  /** the host that vouches for the name; undefined: nobody does */
  readonly clientHost: string | undefined;
  readonly redirectUri: string;
  /** where the answer is sent, for people */
  readonly target: string;
  /** what it can be given */
  readonly scopes: readonly Scope[];
  /** what it named itself, with all that this includes; empty: nothing of ours */
  readonly named: readonly Scope[];
  /** the last time that the owner let it in; not for everybody who comes with its id, which may be public */
  readonly earlier: Pick<Grant, 'scopes' | 'created'> | undefined;
  /** proves that a form was ours */
  readonly formToken: string;
}

export interface ConsentAnswer {
  readonly formToken: string;
  readonly password: string;
  readonly scopes: readonly string[];
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** of the request that is answered, as the address has it */
  readonly uid: string;
}

/** What happens between a client's request and its code: the owner reads who wants what, and allows it or not. */
export class Consent {
  readonly #parts: ConsentParts;
  readonly #passwordHash: Buffer;

  constructor(parts: ConsentParts) {
    this.#parts = parts;
    this.#passwordHash = sha256(parts.password);
  }

  /** @throws AppError `not_found` when nothing waits, or the browser is not the one that it started in */
  async find(exchange: Exchange): Promise<ConsentRequest> {
    const { client, params } = await this.#open(exchange);
    const redirectUri = String(params['redirect_uri']);
    return {
      clientName: cleanName(client.clientName),
      clientHost: hasDocument(client) ? new URL(client.clientId).host : undefined,
      redirectUri,
      target: describeTarget(redirectUri),
      scopes: scopesOf(params, 'scope'),
      named: scopesOf(params, namedScopes),
      earlier: this.#parts.grants.list().findLast(({ clientId }) => clientId === client.clientId),
      formToken: this.#formToken(exchange.uid),
    };
  }

  /** @returns where the browser goes on. @throws what find throws; AppError `unauthorized`, RateLimitedError */
  async allow(exchange: Exchange, answer: ConsentAnswer): Promise<string> {
    const { client, params } = await this.#open(exchange);
    this.#checkOwner(exchange, answer);
    const asked = scopesOf(params, 'scope');
    const chosen = expandScopes(answer.scopes.filter((scope) => asked.some((each) => each === scope)));
    if (chosen.size === 0)
      throw new AppError('invalid_argument', 'nothing was chosen', { hint: 'Choose at least one, or refuse.' });
    const grantId = await this.#grant(client, { asked, chosen, redirectUri: String(params['redirect_uri']) });
    exchange.request.log.info({ client: client.clientId, scopes: [...chosen] }, 'a client was let in');
    return this.#finish(exchange, { login: { accountId: owner, remember: false }, consent: { grantId } });
  }

  /** @returns where the browser goes on. @throws what find throws; AppError `unauthorized` for a form that is not ours */
  async refuse(exchange: Exchange, { formToken }: Pick<ConsentAnswer, 'formToken'>): Promise<string> {
    await this.#open(exchange);
    this.#checkForm(exchange, formToken);
    return this.#finish(exchange, { error: 'access_denied', error_description: 'the owner refused' });
  }

  async #open({ request, reply, uid }: Exchange): Promise<{ client: Client; params: Record<string, unknown> }> {
    const interaction = await this.#parts.provider.interactionDetails(request.raw, reply.raw).catch(toExpired);
    const client = await this.#parts.provider.Client.find(String(interaction.params['client_id']));
    if (interaction.uid !== uid || client === undefined) throw expired();
    return { client, params: interaction.params };
  }

  // One answer for whatever is wrong, and the same work.
  #checkOwner(exchange: Exchange, { formToken, password }: ConsentAnswer): void {
    const { limiter } = this.#parts;
    const { ip, log } = exchange.request;
    limiter.check(ip);
    const isRight = timingSafeEqual(this.#passwordHash, sha256(password));
    this.#checkForm(exchange, formToken);
    if (isRight) return limiter.succeeded(ip);
    limiter.failed(ip);
    log.warn({ address: ip }, 'wrong password refused');
    throw new AppError('unauthorized', 'the password is wrong');
  }

  #checkForm({ uid }: Exchange, formToken: string): void {
    if (timingSafeEqual(sha256(this.#formToken(uid)), sha256(formToken))) return;
    throw new AppError('unauthorized', 'the form is not ours');
  }

  async #grant(
    client: Client,
    { asked, chosen, redirectUri }: { asked: readonly Scope[]; chosen: ReadonlySet<Scope>; redirectUri: string },
  ): Promise<string> {
    const { provider, grants, issuer } = this.#parts;
    const resource = resourceOf(issuer);
    const grant = new provider.Grant({ accountId: owner, clientId: client.clientId });
    grant.addResourceScope(resource, [...chosen].join(' '));
    const refused = asked.filter((scope) => !chosen.has(scope));
    if (refused.length > 0) grant.rejectResourceScope(resource, refused.join(' '));
    const id = await grant.save();
    grants.add({
      id,
      clientId: client.clientId,
      clientName: cleanName(client.clientName),
      redirect: describeTarget(redirectUri),
      scopes: [...chosen],
      created: new Date().toISOString(),
    });
    keepDocument(this.#parts.artifacts, client);
    return id;
  }

  async #finish({ request, reply }: Exchange, result: InteractionResults): Promise<string> {
    return this.#parts.provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
  }

  #formToken(uid: string): string {
    return createHmac('sha256', this.#parts.secret).update(`consent form:${uid}`).digest('base64url');
  }
}

function scopesOf(params: Record<string, unknown>, name: 'scope' | typeof namedScopes): Scope[] {
  const asked = String(params[name]).split(' ');
  return scopes.filter((scope) => asked.includes(scope));
}

function toExpired(error: unknown): never {
  throw error instanceof errors.SessionNotFound ? expired() : error;
}

function expired(): AppError {
  return new AppError('not_found', 'this sign-in has ended', {
    hint: 'Start again in the program that you came from.',
  });
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
