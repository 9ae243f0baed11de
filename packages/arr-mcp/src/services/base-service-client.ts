import type { z } from 'zod';

import type { ServiceAnswer, ServiceConnection, ServiceRequest } from './connection/service-connection.ts';
import { type CallInput, type ServiceCall, toPath } from './service-call.ts';
import { ServiceError } from './service-error.ts';

/**
 * What the clients of all services share: declared calls in, checked data out. A client lives as long as one tool
 * call, whose signal ends it; what lasts is its connection.
 */
export abstract class BaseServiceClient {
  protected readonly connection: ServiceConnection;
  readonly #signal: AbortSignal;

  constructor(connection: ServiceConnection, signal: AbortSignal) {
    this.connection = connection;
    this.#signal = signal;
  }

  /** `sonarr`, or `sonarr-4k` for a second one. */
  get instance(): string {
    return this.connection.instance;
  }

  /** The headers that this service's calls are signed with. */
  protected abstract headers(): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

  /**
   * Sends a call and reads its JSON answer; fields that the schema does not name are dropped.
   * @throws ServiceError
   */
  protected async call<Call extends ServiceCall, Schema extends z.ZodType>(
    call: Call,
    schema: Schema,
    input: CallInput<Call> = {},
  ): Promise<z.output<Schema>> {
    return this.parse(await this.send(call, input), schema);
  }

  /** Sends a call whose answer is not read as JSON. A web page is no answer, even with status 200. */
  protected async send<Call extends ServiceCall>(call: Call, input: CallInput<Call> = {}): Promise<ServiceAnswer> {
    const answer = await this.connection.send(await this.#toRequest(call, input), this.#signal);
    if (isPage(answer)) throw this.#notJson('a web page');
    return answer;
  }

  /** JSON text as the schema has it. */
  protected parse<Schema extends z.ZodType>({ text }: Pick<ServiceAnswer, 'text'>, schema: Schema): z.output<Schema> {
    const parsed = schema.safeParse(this.#toJson(text));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'its root' : issue.path.join('.');
    throw new ServiceError(this.instance, 'bad_response', `the answer is not of the known form at ${place}`, {
      cause: parsed.error,
      hint: 'Is the address that of this service, and its version a supported one? service_api_reachability tells.',
    });
  }

  async #toRequest<Call extends ServiceCall>(call: Call, input: CallInput<Call>): Promise<ServiceRequest> {
    const { body } = input;
    const isReady = body instanceof URLSearchParams || body instanceof FormData || body instanceof Uint8Array;
    return {
      method: call.method,
      path: toPath(call, input),
      headers: {
        accept: 'application/json',
        ...(body === undefined || isReady ? {} : { 'content-type': 'application/json' }),
        ...(await this.headers()),
        ...input.headers,
      },
      ...(body === undefined ? {} : { body: isReady ? body : JSON.stringify(body) }),
      ...(call.isSlow === true ? { isSlow: true } : {}),
      ...(call.isRead === undefined ? {} : { isRead: call.isRead }),
      ...(call.isBinary === true ? { isBinary: true } : {}),
      ...(call.alsoAccepts === undefined ? {} : { alsoAccepts: call.alsoAccepts }),
    };
  }

  #toJson(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw this.#notJson(text.trim() === '' ? 'an empty answer' : 'something that is not JSON', cause);
    }
  }

  #notJson(what: string, cause?: unknown): ServiceError {
    return new ServiceError(this.instance, 'bad_response', `sent ${what} where data was asked for`, {
      cause,
      hint: 'Its address may lack its URL base, or a proxy asks for a sign-in there: use the address without the proxy.',
    });
  }
}

function isPage({ headers, text }: ServiceAnswer): boolean {
  return /text\/html/.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype|html)\b/i.test(text.slice(0, 200));
}
