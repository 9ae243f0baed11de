import type { LogEntry } from '../host/container-log.ts';

const headerBytes = 8;
const streamNumbers = { stdout: 1, stderr: 2 } as const;

/** Lines as both engines send them: each in a frame that names its stream. */
export function toFrames(entries: readonly LogEntry[], query: URLSearchParams): Buffer {
  const since = Number(query.get('since') ?? 0) * 1000;
  const recent = entries.filter((entry) => wants(entry, query) && entry.time.getTime() >= since);
  const tail = query.get('tail') ?? 'all';
  const last = tail === 'all' ? recent : recent.slice(Math.max(0, recent.length - Number(tail)));
  return Buffer.concat(last.map((entry) => toFrame(entry, query.get('timestamps') === 'true')));
}

function wants({ stream }: LogEntry, query: URLSearchParams): boolean {
  return query.get(stream) === 'true' || query.get(stream) === '1';
}

function toFrame({ stream, text, time }: LogEntry, withTime: boolean): Buffer {
  const line = Buffer.from(`${withTime ? `${time.toISOString()} ` : ''}${text}\n`);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(streamNumbers[stream], 0);
  header.writeUInt32BE(line.length, 4);
  return Buffer.concat([header, line]);
}
