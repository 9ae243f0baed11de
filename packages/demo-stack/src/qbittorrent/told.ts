import type { TorrentStore } from './torrent-store.ts';
import type { VersionFacts } from './web-api-version.ts';

export interface Told {
  readonly store: TorrentStore;
  readonly facts: VersionFacts;
  readonly form: FormData;
}

/** Nothing: it is done. A text is the answer's; a status is that of a refusal, or of an answer that is JSON. */
export interface Reply {
  readonly status?: 200 | 400 | 409 | 415;
  readonly text?: string;
  readonly json?: object;
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

export function listOf(form: FormData, name: string): string[] {
  return textOf(form, name)
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
