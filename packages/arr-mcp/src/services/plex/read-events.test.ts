import { describe, expect, it } from 'vitest';

import { type PlexEvent, readEvents } from './read-events.ts';

async function read(...parts: readonly string[]): Promise<PlexEvent[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield Buffer.from(part, 'latin1');
  }
  const events: PlexEvent[] = [];
  for await (const event of readEvents(stream())) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('reads events, wherever they are parted', async () => {
    const text = 'event: playing\ndata: {"a":1}\n\nevent: ping\r\ndata: {}\r\n\r\n';
    const whole = await read(text);

    expect(whole).toEqual([
      { type: 'playing', data: { a: 1 } },
      { type: 'ping', data: {} },
    ]);
    expect(await read(...text.split(''))).toEqual(whole);
  });

  it('joins the lines of an event, and calls one without a name a message', async () => {
    expect(await read('data: {"a":\ndata: 1}\n\n')).toEqual([{ type: 'message', data: { a: 1 } }]);
  });

  it('leaves out what is no JSON, comments, and what was not ended', async () => {
    expect(await read(': hello\n\ndata: no\n\nevent: a\n\ndata: {"b":2}\n\ndata: {')).toEqual([
      { type: 'message', data: { b: 2 } },
    ]);
  });

  it('ends where an event has no end', async () => {
    expect(await read('data: {}\n\n', `data: ${'a'.repeat(300_000)}`, '\n\ndata: {}\n\n')).toHaveLength(1);
  });
});
