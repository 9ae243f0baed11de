import { maskText } from '../../mask-secrets.ts';

// Bounded, since what an indexer answers is a stranger's text.
const address = /\bhttps?:\/\/[^\s"'<>\]]{1,2000}/gi;

/** A text whose addresses are cut to their hosts: indexers want their keys in paths and queries alike. */
export function withoutLinks(text: string): string {
  return maskText(text.replaceAll(address, (url) => (URL.canParse(url) ? new URL(url).origin : '…')));
}
