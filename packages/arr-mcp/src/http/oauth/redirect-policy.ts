const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
// Custom actions of ChatGPT, which sign in with a secret and cannot do PKCE.
const customAction = /^https:\/\/(?:chatgpt\.com|chat\.openai\.com)\/aip\/[\w-]+\/oauth\/callback$/;

/** Where answers may be sent at all: the operator's list, and programs on the person's own computer. */
export class RedirectPolicy {
  readonly #patterns: readonly RegExp[];

  /** @param addresses exact, but for `*`, which stands for one part of a path */
  constructor(addresses: readonly string[]) {
    this.#patterns = addresses.map(toPattern);
  }

  allows(uri: string): boolean {
    if (!URL.canParse(uri)) return false;
    return isLoopback(new URL(uri)) || this.#patterns.some((pattern) => pattern.test(uri));
  }
}

/** Plain http to the same computer: its port is the program's to choose (RFC 8252 §7.3). */
export function isLoopback({ protocol, hostname, username, password }: URL): boolean {
  return protocol === 'http:' && loopbackNames.has(hostname) && username === '' && password === '';
}

export function isCustomAction(uri: unknown): boolean {
  return typeof uri === 'string' && customAction.test(uri);
}

/** How a person is told where the answer goes: a host, or the program that a scheme belongs to. */
export function describeTarget(uri: string): string {
  const url = new URL(uri);
  if (isLoopback(url)) return `${url.host} (a program on your computer)`;
  return url.protocol === 'https:' ? url.host : `${url.protocol}// (a program on your device)`;
}

function toPattern(address: string): RegExp {
  return new RegExp(
    `^${address
      .split('*')
      .map(toLiteral)
      .join(String.raw`[\w-]+`)}$`,
  );
}

function toLiteral(text: string): string {
  return text.replaceAll(/[^\w/]/g, String.raw`\$&`);
}
