import type { Place } from './rule.ts';

type Limits = Record<string, string | { soft: string; hard: string }>;

/** `nofile=1024:2048`, of a container or a build. */
export function addUlimit(value: string, { draft, text, note }: Place<{ ulimits?: Limits }>): void {
  const [name = '', limits] = text(value).split('=', 2);
  if (limits === undefined) {
    note.dropped(`${value} sets no number: name each limit that is needed`);
    return;
  }
  const [soft = '', hard = soft] = limits.split(':', 2);
  draft.ulimits = { ...draft.ulimits, [name]: soft === hard ? soft : { soft, hard } };
}
