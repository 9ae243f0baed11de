import { BaseServiceClient } from '../base-service-client.ts';
import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import type { CallInput, ServiceCall } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import { qbittorrentCalls } from './qbittorrent-calls.ts';
import type { QBittorrentSession, SessionHeaders } from './qbittorrent-session.ts';
import { hasStartAndStop } from './torrent-state.ts';

type FormValue = string | number | boolean | readonly string[];

/** How qBittorrent is spoken to: signed in, in forms, and in the words of its version. */
export abstract class SignedClient extends BaseServiceClient {
  readonly #session: QBittorrentSession;

  constructor(connection: ServiceConnection, session: QBittorrentSession, signal: AbortSignal) {
    super(connection, signal);
    this.#session = session;
  }

  protected override async headers(): Promise<SessionHeaders> {
    return this.#session.headers();
  }

  /** With one new sign-in when the service has forgotten the session. */
  protected override async send<Call extends ServiceCall>(
    call: Call,
    input: CallInput<Call> = {},
  ): Promise<ServiceAnswer> {
    const used = await this.#session.headers();
    try {
      return await super.send(call, input);
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'unauthorized')) throw error;
      if (this.#session.usesApiKey) throw this.#toKeyRefusal(error);
      await this.#session.forget(used);
      return super.send(call, input);
    }
  }

  /** A change; several hashes become one text, as the service wants them. */
  protected async post<Call extends ServiceCall>(
    call: Call,
    fields: Readonly<Partial<Record<keyof NonNullable<Call['body']>, FormValue>>>,
  ): Promise<void> {
    // The type above holds names and values; without its generic part it is such a record.
    const values = Object.entries(fields as Readonly<Record<string, FormValue>>);
    const entries = values.map(([name, value]): [string, string] => [name, toText(value)]);
    await this.send(call, { body: new URLSearchParams(entries) });
  }

  protected async webApiVersion(): Promise<string> {
    this.#session.webApiVersion ??= (await this.send(qbittorrentCalls.webApiVersion)).text.trim();
    return this.#session.webApiVersion;
  }

  /** A change whose call has another name in version 4. */
  protected async postByVersion(
    { five, four }: { five: ServiceCall; four: ServiceCall },
    fields: Readonly<Record<string, FormValue>>,
  ): Promise<void> {
    const fitting = async (): Promise<ServiceCall> => (hasStartAndStop(await this.webApiVersion()) ? five : four);
    try {
      await this.post(await fitting(), fields);
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === 'not_found')) throw error;
      // Another version runs there now.
      this.#session.webApiVersion = undefined;
      await this.post(await fitting(), fields);
    }
  }

  #toKeyRefusal(cause: ServiceError): ServiceError {
    return new ServiceError(this.instance, 'unauthorized', 'refused the API key', {
      cause,
      hint: 'qBittorrent has API keys since 5.2 (Web UI options); an older one is given a user name and password. credential_set stores either.',
    });
  }
}

function toText(value: FormValue): string {
  return typeof value === 'object' ? value.join('|') : String(value);
}
