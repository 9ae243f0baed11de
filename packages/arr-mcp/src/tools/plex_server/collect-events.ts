import type { PlexClient } from '../../services/plex/plex-client.ts';
import { type EventRow, toEventRows } from './event-row.ts';

const mostRows = 100;

export interface Collecting {
  readonly forMs: number;
  readonly signal: AbortSignal;
  readonly onEvents: (count: number) => void;
}

/** What a server tells for a while; the same thing told again stands there once, as it was told last. */
export async function collectEvents(client: PlexClient, { forMs, signal, onEvents }: Collecting) {
  const end = AbortSignal.any([signal, AbortSignal.timeout(forMs)]);
  const rows = new Map<string, EventRow>();
  let count = 0;
  for await (const event of client.server.events(end)) {
    if (event.type === 'ping') continue;
    for (const row of toEventRows(event)) {
      count += 1;
      keep(rows, row);
    }
    onEvents(count);
  }
  signal.throwIfAborted();
  return { rows: [...rows.values()], count };
}

function keep(rows: Map<string, EventRow>, row: Omit<EventRow, 'times'>): void {
  const { event, what = '', id = '', session = '', title = '' } = row;
  // What is going on tells its progress again and again.
  const key = [event, what, id, session, event === 'playing' ? '' : title].join('\n');
  const times = (rows.get(key)?.times ?? 0) + 1;
  rows.delete(key);
  rows.set(key, { ...row, times });
  const [oldest] = rows.keys();
  if (rows.size > mostRows && oldest !== undefined) rows.delete(oldest);
}
