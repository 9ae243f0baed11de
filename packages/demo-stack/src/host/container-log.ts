import type { LogMessage } from './container-spec.ts';

/** One time that a container runs, from its start to its end; without an end it still does. */
export interface Run {
  readonly from: Date;
  readonly to?: Date;
}

export interface LogEntry {
  readonly time: Date;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

interface Writer {
  readonly name: string;
  readonly messages: readonly LogMessage[];
  /** the last words of a run that has ended; absent: it was told to stop */
  readonly end?: string;
}

const betweenMs = 4 * 60_000;

/** What a container wrote in a run, up to now: its messages in turn, one every few minutes. */
export function writeLog({ name, messages, end }: Writer, { from, to }: Run, now: Date): LogEntry[] {
  const until = to ?? now;
  const count = messages.length === 0 ? 0 : Math.floor((until.getTime() - from.getTime()) / betweenMs);
  const lines = Array.from({ length: count }, (_, index) => {
    const { text, stream = 'stdout' } = messages[index % messages.length] ?? { text: '' };
    return { time: new Date(from.getTime() + (index + 1) * betweenMs), stream, text };
  });
  const first: LogEntry = { time: from, stream: 'stdout', text: `${name}: starting` };
  const last: LogEntry[] = to === undefined ? [] : [{ time: to, stream: 'stderr', text: end ?? `${name}: stopped` }];
  return [first, ...lines, ...last];
}
