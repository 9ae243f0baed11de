import { z } from 'zod';

import { BaseServiceClient } from '../base-service-client.ts';
import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import type { CallInput, ServiceCall } from '../service-call.ts';
import { versionHeaders } from './trakt-oauth.ts';
import { explain } from './trakt-refusals.ts';
import type { TraktSession } from './trakt-session.ts';

/** A part of a list, and how long the whole is. */
export interface TraktPage<Item> {
  readonly records: readonly Item[];
  readonly totalRecords: number;
}

export interface TraktPageRequest {
  /** the first is 1 */
  readonly page: number;
  readonly pageSize: number;
}

// A write that came too early was not done, and Trakt takes one each second.
const longestWriteWaitMs = 5000;

/** How Trakt is asked: with its version, in pages, signed where somebody is meant, and no sooner than it wants. */
export abstract class TraktApi extends BaseServiceClient {
  readonly #session: TraktSession;
  readonly #signal: AbortSignal;

  constructor(connection: ServiceConnection, session: TraktSession, signal: AbortSignal) {
    super(connection, signal);
    this.#session = session;
    this.#signal = signal;
  }

  protected override headers(): Readonly<Record<string, string>> {
    return { ...versionHeaders, 'trakt-api-key': this.#session.clientId };
  }

  protected override async send<Call extends ServiceCall>(
    call: Call,
    input: CallInput<Call> = {},
  ): Promise<ServiceAnswer> {
    const answer = await this.#sendRested(call, input);
    if (answer.status >= 300) throw explain(answer, this.instance);
    return answer;
  }

  /** A call about the account: signed, and with other tokens once more when these were refused. */
  protected async sendSigned<Call extends ServiceCall>(
    call: Call,
    input: CallInput<Call> = {},
  ): Promise<ServiceAnswer> {
    const { rotation } = this.#session;
    const tokens = await rotation.usable();
    const answer = await this.#sendRested(call, { ...input, headers: bearer(tokens.accessToken) });
    if (answer.status < 300) return answer;
    if (answer.status !== 401) throw explain(answer, this.instance);
    const { accessToken } = await rotation.inPlaceOf(tokens);
    return this.send(call, { ...input, headers: bearer(accessToken) });
  }

  protected async callSigned<Call extends ServiceCall, Schema extends z.ZodType>(
    call: Call,
    schema: Schema,
    input: CallInput<Call> = {},
  ): Promise<z.output<Schema>> {
    return this.parse(await this.sendSigned(call, input), schema);
  }

  /** Reads one page; an answer without paging headers is the whole list. */
  protected toPage<Schema extends z.ZodType>(
    answer: ServiceAnswer,
    schema: Schema,
    { page, pageSize }: TraktPageRequest,
  ): TraktPage<z.output<Schema>> {
    const records = this.parse(answer, z.array(schema));
    const total = answer.headers.get('x-pagination-item-count');
    if (total !== null && /^\d{1,9}$/.test(total)) return { records, totalRecords: Number(total) };
    return { records: records.slice((page - 1) * pageSize, page * pageSize), totalRecords: records.length };
  }

  async #sendRested<Call extends ServiceCall>(call: Call, input: CallInput<Call>): Promise<ServiceAnswer> {
    const { rest, clock } = this.#session;
    rest.check(this.instance);
    try {
      return await super.send(call, input);
    } catch (error) {
      const waitMs = rest.note(error);
      if (call.method === 'GET' || waitMs === undefined || waitMs > longestWriteWaitMs) throw error;
      await clock.wait(waitMs, this.#signal);
      return super.send(call, input);
    }
  }
}

function bearer(accessToken: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${accessToken}` };
}
