/** One thing that a server told: its kind, and what it said of it. */
export interface PlexEvent {
  readonly type: string;
  readonly data: unknown;
}

// An event of Plex is a few hundred bytes.
const longestEvent = 256 * 1024;

/** Server-sent events (HTML §9.2) with JSON in them; what is none is left out, and what is too long ends it. */
export async function* readEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<PlexEvent> {
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const part of stream) {
    waiting = (waiting + decoder.decode(part, { stream: true })).replaceAll('\r\n', '\n');
    const blocks = waiting.split('\n\n');
    waiting = blocks.pop() ?? '';
    if (waiting.length > longestEvent) return;
    yield* blocks.flatMap(toEvent);
  }
}

function toEvent(block: string): PlexEvent[] {
  const fields = block.split('\n').map(toField);
  const type = fields.findLast(([name]) => name === 'event')?.[1] ?? 'message';
  const lines = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  try {
    return lines.length === 0 ? [] : [{ type, data: JSON.parse(lines.join('\n')) }];
  } catch {
    // The stream goes on after what was no JSON.
    return [];
  }
}

function toField(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
