/** What a person and a browser do in a sign-in: follow the address, read the page, type the password. */
export async function giveConsent(authorizeUrl: string, password: string): Promise<string> {
  const browser = new Browser();
  const page = await browser.open(authorizeUrl);
  const token = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1];
  if (token === undefined) throw new Error(`there is no form on ${page.url}:\n${page.body}`);
  const form = new URLSearchParams({ form_token: token, password, decision: 'allow' });
  for (const scope of ['read', 'write', 'admin']) form.append('scope', scope);
  const { body } = await browser.open(page.url, form);
  return body;
}

interface Page {
  readonly url: string;
  readonly body: string;
}

class Browser {
  // One server, so that paths tell cookies apart well enough.
  readonly #cookies = new Map<string, { pair: string; path: string }>();

  /** Follows redirects as browsers do: with GET, and the cookies of each address. */
  async open(url: string, form?: URLSearchParams): Promise<Page> {
    const { pathname, origin } = new URL(url);
    const cookies = [...this.#cookies.values()].filter(({ path }) => pathname.startsWith(path));
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookies.map(({ pair }) => pair).join('; '), ...(form && { origin }) },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    const location = answer.headers.get('location');
    if (location === null) return { url, body: await answer.text() };
    return this.open(new URL(location, url).href);
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const path = /; path=([^;]+)/i.exec(cookie)?.[1] ?? '/';
    this.#cookies.set(pair.split('=')[0] ?? '', { pair, path });
  }
}
