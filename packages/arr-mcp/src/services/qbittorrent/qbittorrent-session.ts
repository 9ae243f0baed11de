import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import { toPath } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import type { Credential } from '../service-instance.ts';
import { qbittorrentCalls } from './qbittorrent-calls.ts';

export type SessionHeaders = Readonly<Record<string, string>>;

const minuteMs = 60_000;
/** After five refusals qBittorrent lets nobody of this address sign in for an hour. */
const patienceMinutes = 15;

// One caller that leaves does not end a sign-in that others wait for; the connection has its own time limit.
const unending = new AbortController().signal;

/** Signs in for all calls of one instance: once, again when the session has ended, and not again when refused. */
export class QBittorrentSession {
  /** of the Web API; forgotten with the session, since a new version comes with a restart */
  webApiVersion: string | undefined;
  readonly #connection: ServiceConnection;
  readonly #credential: Credential;
  readonly #now: () => number;
  readonly #origin: SessionHeaders;
  #signedIn: Promise<SessionHeaders> | undefined;
  #refusal: { readonly error: ServiceError; readonly until: number } | undefined;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(connection: ServiceConnection, credential: Credential, now: () => number = () => performance.now()) {
    this.#connection = connection;
    this.#credential = credential;
    this.#now = now;
    // Its protection against forged requests wants to see its own address.
    const { origin } = new URL(connection.baseUrl);
    this.#origin = { origin, referer: `${origin}/` };
  }

  get usesApiKey(): boolean {
    return this.#credential.api_key !== undefined;
  }

  /** @throws ServiceError unauthorized, also without asking while a refusal is fresh */
  async headers(): Promise<SessionHeaders> {
    const { api_key: key } = this.#credential;
    if (key !== undefined) return { ...this.#origin, authorization: `Bearer ${key}` };
    if (this.#refusal !== undefined && this.#now() < this.#refusal.until) throw this.#refusal.error;
    this.#signedIn ??= this.#signIn();
    return this.#signedIn;
  }

  /** The service no longer knows this session; one that was made since is kept. */
  async forget(used: SessionHeaders): Promise<void> {
    if ((await this.#signedIn) !== used) return;
    this.#signedIn = undefined;
    this.webApiVersion = undefined;
  }

  async #signIn(): Promise<SessionHeaders> {
    try {
      const cookies = this.#readCookies(await this.#askForSession());
      this.#refusal = undefined;
      // Without a cookie: it lets this address in as it is.
      return { ...this.#origin, ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }) };
    } catch (error) {
      this.#signedIn = undefined;
      if (!(error instanceof ServiceError && error.code === 'unauthorized')) throw error;
      const refusal = this.#toRefusal(error);
      this.#refusal = { error: refusal, until: this.#now() + patienceMinutes * minuteMs };
      throw refusal;
    }
  }

  async #askForSession(): Promise<ServiceAnswer> {
    const { username = '', password = '' } = this.#credential;
    const { login } = qbittorrentCalls;
    const body = new URLSearchParams({ username, password });
    return this.#connection.send(
      { method: login.method, path: toPath(login, {}), headers: { ...this.#origin, accept: '*/*' }, body },
      unending,
    );
  }

  // `SID`, `QBT_SID_8080` or what the operator has named it: all that it sets goes back, as in a browser.
  #readCookies({ text, headers }: ServiceAnswer): string[] {
    const said = text.trim();
    if (said === 'Fails.') throw new ServiceError(this.#connection.instance, 'unauthorized', 'refused');
    if (said !== '' && said !== 'Ok.') {
      throw new ServiceError(this.#connection.instance, 'bad_response', 'answered the sign-in with something else', {
        hint: 'Is its address that of the Web UI itself, without the sign-in page of a proxy?',
      });
    }
    return headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  }

  #toRefusal(cause: ServiceError): ServiceError {
    const { instance } = this.#connection;
    if (cause.cause instanceof Error && /banned/i.test(cause.cause.message)) {
      return new ServiceError(instance, 'unauthorized', 'has banned this address after too many refused sign-ins', {
        cause,
        hint: `The ban ends after an hour, or when it is restarted. It is asked again in ${patienceMinutes} minutes, or once credential_set stores another credential.`,
      });
    }
    return new ServiceError(instance, 'unauthorized', 'refused the user name or password, or this address of it', {
      cause,
      hint: `The same ones are not tried again for ${patienceMinutes} minutes, since it bans who fails often; credential_set stores others. A published port other than its own looks the same: see its Host header validation.`,
    });
  }
}
