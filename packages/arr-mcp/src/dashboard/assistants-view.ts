import type { Grant } from '../storage/grant-store.ts';
import { formatRelative, joinWords } from './format.ts';

/** A remote assistant that was let in, for the page. */
export interface AssistantView {
  readonly name: string;
  readonly detail: string;
  readonly lastUsed: string;
}

/** The one that was used last comes first. */
export function toAssistants(grants: readonly Grant[], now: number): AssistantView[] {
  return grants
    .toSorted((a, b) => lastOf(b).localeCompare(lastOf(a)))
    .map(({ clientName, redirect, scopes, lastUsed, created }) => ({
      name: clientName,
      detail: `${redirect}: ${joinWords(scopes)}; since ${created.slice(0, 10)}`,
      lastUsed: lastUsed === undefined ? 'never used' : `used ${formatRelative(lastUsed, now)}`,
    }));
}

function lastOf({ lastUsed, created }: Grant): string {
  return lastUsed ?? created;
}
