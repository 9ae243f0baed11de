import type { VersionFacts } from './web-api-version.ts';

export interface Account {
  readonly username: string;
  readonly password: string;
  /** taken by the recent version alone */
  readonly apiKey: string;
}

const allowedFailures = 5;

/** Who is signed in, and who is let in no more. All callers come from one address. */
export class WebSessions {
  readonly #account: Account;
  readonly #facts: VersionFacts;
  readonly #sessions = new Set<string>();
  #failures = 0;

  constructor(account: Account, facts: VersionFacts) {
    this.#account = account;
    this.#facts = facts;
  }

  signIn(form: FormData): Response {
    if (this.#failures >= allowedFailures) {
      return new Response('Your IP address has been banned after too many failed authentication attempts.', {
        status: 403,
      });
    }
    const { username, password } = this.#account;
    if (form.get('username') !== username || form.get('password') !== password) return this.#refuse();
    this.#failures = 0;
    const id = crypto.randomUUID();
    this.#sessions.add(id);
    const name = this.#facts.isRecent ? 'QBT_SID_8080' : 'SID';
    const headers = { 'set-cookie': `${name}=${id}; HttpOnly; SameSite=Strict; path=/` };
    return this.#facts.isRecent ? new Response(null, { status: 204, headers }) : new Response('Ok.', { headers });
  }

  lets({ headers }: Request): boolean {
    const key = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
    if (key !== undefined && this.#facts.isRecent) return key === this.#account.apiKey;
    const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim().split('='));
    return cookies.some(([, id = '']) => this.#sessions.has(id));
  }

  /** As a restart does. */
  end(): void {
    this.#sessions.clear();
  }

  #refuse(): Response {
    this.#failures += 1;
    return this.#facts.isRecent ? new Response('Unauthorized', { status: 401 }) : new Response('Fails.');
  }
}
