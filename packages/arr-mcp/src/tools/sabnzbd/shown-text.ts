import { toPlainLine } from '@arr-mcp/helper-protocol';

import { mask, maskText } from '../../mask-secrets.ts';

const address = /\bhttps?:\/\/[^\s<>"']{1,2000}/gi;
// Indexers put their keys into queries, and some of them into paths.
const secretSegment = /\/[0-9a-f]{24,}(?=[/.]|$)/gi;

/** A stranger's words as one bounded line, without the keys that addresses of NZBs hold; empty ones are absent. */
export function shownText(text: string | undefined, length = 200): string | undefined {
  const line = maskText(toPlainLine(text ?? '').replace(address, withoutSecrets)).trim();
  return line === '' ? undefined : line.slice(0, length);
}

function withoutSecrets(url: string): string {
  const [kept = '', more] = url.replace(/^(https?:\/\/)[^/\s]*@/i, '$1').split(/[?&#;]/, 2);
  return `${kept.replace(secretSegment, `/${mask}`)}${more === undefined ? '' : '?…'}`;
}
