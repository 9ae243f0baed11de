/** An address as clients use it: without a slash at its end; undefined when it is none, or holds more than that. */
export function toBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
  const isPlain = ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === '';
  return isPlain ? `${origin}${pathname.replace(/\/+$/, '')}` : undefined;
}
