import { toPlainLine } from '@arr-mcp/helper-protocol';
import type { z } from 'zod';

import { maskText } from '../../mask-secrets.ts';
import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import { type ServiceCall, toPath } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import { explain } from './trakt-refusals.ts';
import { traktCalls } from './trakt-calls.ts';
import { DeviceCode, GivenTokens, OAuthRefusal } from './trakt-schemas.ts';

export interface TraktApplication {
  readonly id: string;
  readonly secret: string;
}

/** What the token endpoint made of a refresh token. */
export type RefreshAnswer =
  | { readonly outcome: 'given'; readonly tokens: z.output<typeof GivenTokens> }
  /** it is spent, revoked or expired: nothing will come of it any more */
  | { readonly outcome: 'spent'; readonly why: string };

export type DeviceAnswer =
  | { readonly outcome: 'given'; readonly tokens: z.output<typeof GivenTokens> }
  | { readonly outcome: 'waiting' | 'too_often' | 'denied' | 'expired' };

// A request for tokens is never given up half-way: its answer may be the only one there ever is.
const unending = new AbortController().signal;
// Trakt's name for an application without a page to return to.
const noPage = 'urn:ietf:wg:oauth:2.0:oob';

/** The endpoints that give tokens. */
export class TraktOAuth {
  readonly #connection: ServiceConnection;

  constructor(connection: ServiceConnection) {
    this.#connection = connection;
  }

  /** Trades a refresh token for a new pair. @throws ServiceError when it is not known what became of it */
  async refresh(refreshToken: string, { id, secret }: TraktApplication): Promise<RefreshAnswer> {
    const answer = await this.#send(traktCalls.refresh, {
      refresh_token: refreshToken,
      client_id: id,
      client_secret: secret,
      redirect_uri: noPage,
      grant_type: 'refresh_token',
    });
    if (answer.status < 300) return { outcome: 'given', tokens: this.#parse(answer, GivenTokens) };
    const refusal = OAuthRefusal.safeParse(toJson(answer.text)).data;
    if (refusal?.error !== 'invalid_grant') throw this.#refused(answer.status, refusal?.error);
    return { outcome: 'spent', why: shown(refusal.error_description ?? refusal.error, 150) };
  }

  async deviceCode(clientId: string): Promise<z.output<typeof DeviceCode>> {
    const answer = await this.#send(traktCalls.deviceCode, { client_id: clientId });
    if (answer.status < 300) return this.#parse(answer, DeviceCode);
    throw answer.status === 403 ? explain(answer, this.#connection.instance) : this.#refused(answer.status);
  }

  async deviceToken(code: string, { id, secret }: TraktApplication): Promise<DeviceAnswer> {
    const answer = await this.#send(traktCalls.deviceToken, { code, client_id: id, client_secret: secret });
    const { status } = answer;
    if (status < 300) return { outcome: 'given', tokens: this.#parse(answer, GivenTokens) };
    if (status === 400) return { outcome: 'waiting' };
    if (status === 429) return { outcome: 'too_often' };
    if (status === 418) return { outcome: 'denied' };
    // 404: no such code; 409: it was used up; 410: its time is over.
    if (status === 404 || status === 409 || status === 410) return { outcome: 'expired' };
    throw this.#refused(status);
  }

  async #send(call: ServiceCall, body: Readonly<Record<string, string>>): Promise<ServiceAnswer> {
    return this.#connection.send(
      {
        method: call.method,
        path: toPath(call, {}),
        headers: { accept: 'application/json', 'content-type': 'application/json', ...versionHeaders },
        body: JSON.stringify(body),
        ...(call.alsoAccepts === undefined ? {} : { alsoAccepts: call.alsoAccepts }),
      },
      unending,
    );
  }

  #parse<Schema extends z.ZodType>({ text }: ServiceAnswer, schema: Schema): z.output<Schema> {
    const parsed = schema.safeParse(toJson(text));
    if (parsed.success) return parsed.data;
    throw new ServiceError(this.#connection.instance, 'bad_response', 'gave tokens in no known form', {
      cause: parsed.error,
      hint: 'Is TRAKT_URL set, and to another address than that of Trakt?',
    });
  }

  #refused(status: number, error?: string): ServiceError {
    const why = error === undefined ? '' : `: ${shown(error, 60)}`;
    return new ServiceError(this.#connection.instance, 'unauthorized', `refused the application (${status}${why})`, {
      hint: 'TRAKT_CLIENT_ID and TRAKT_CLIENT_SECRET belong together: see trakt.tv/oauth/applications.',
    });
  }
}

/** The headers that every request has; Trakt lets nobody in who does not say what he is. */
export const versionHeaders = { 'trakt-api-version': '2', 'user-agent': 'arr-mcp' } as const;

// A stranger's words: what they repeat may be a token.
function shown(text: string, length: number): string {
  return maskText(toPlainLine(text)).slice(0, length);
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
