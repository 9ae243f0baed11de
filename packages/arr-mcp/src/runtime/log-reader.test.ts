import { describe, expect, it } from 'vitest';

import type { LogLine } from './container.ts';
import { LogReader } from './log-reader.ts';

function frame(stream: 1 | 2, text: string | Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

function readAll(chunks: readonly Buffer[], { lines = 100, raw = false } = {}): LogLine[] {
  const reader = new LogReader({ lines, raw });
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish();
}

const texts = (lines: readonly LogLine[]): string[] => lines.map(({ stream, text }) => `${stream}:${text}`);

describe('LogReader', () => {
  it('labels the lines with their stream and time', () => {
    const lines = readAll([
      frame(1, '2026-11-21T02:35:47.123456789Z up\n'),
      frame(2, '2026-11-21T03:35:48+01:00 oops\n'),
    ]);
    expect(lines).toEqual([
      { stream: 'stdout', time: '2026-11-21T02:35:47.123Z', text: 'up' },
      { stream: 'stderr', time: '2026-11-21T02:35:48.000Z', text: 'oops' },
    ]);
  });

  it('reads the same however the stream is cut', () => {
    const whole = Buffer.concat([frame(1, 'one\ntw'), frame(2, 'problem\n'), frame(1, 'o\nthrée\n')]);
    const expected = ['stdout:one', 'stderr:problem', 'stdout:two', 'stdout:thrée'];
    for (let size = 1; size <= whole.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
        whole.subarray(index * size, (index + 1) * size),
      );
      expect(texts(readAll(chunks))).toEqual(expected);
    }
  });

  it('reads the raw output of a container with a terminal', () => {
    expect(texts(readAll([Buffer.from('\u001B[32mgreen\u001B[0m\r\nnext\r\n')], { raw: true }))).toEqual([
      'stdout:green',
      'stdout:next',
    ]);
  });

  it.each([
    ['an unknown stream', Buffer.from([9, 0, 0, 0, 0, 0, 0, 3, 97, 98, 99])],
    ['a header that is text', Buffer.from('plain text, no frames\n')],
    ['an impossible length', Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 97])],
    ['a header that is cut off', Buffer.from([1, 0, 0])],
    ['a frame that is cut off', frame(1, 'abcdef').subarray(0, 10)],
  ])('survives %s', (_what, bytes) => {
    expect(readAll([bytes]).length).toBeLessThanOrEqual(2);
  });

  it('shows what follows a broken frame as it is', () => {
    expect(texts(readAll([frame(1, 'good\n'), Buffer.from('broken stream\n')]))).toEqual([
      'stdout:good',
      'stdout:broken stream',
    ]);
  });

  it.each([
    ['terminal titles', '\u001B]0;evil\u0007text', 'text'],
    ['backspaces and bells', 'a\u0008\u0007b', 'ab'],
    ['turned writing', 'abc\u202Etxt', 'abctxt'],
    ['C1 controls', 'a\u009Bb', 'ab'],
  ])('removes %s', (_what, line, expected) => {
    expect(readAll([frame(1, `${line}\n`)])[0]?.text).toBe(expected);
  });

  it('keeps tabs, and replaces what is no UTF-8', () => {
    expect(readAll([frame(1, Buffer.from([97, 9, 0xff, 0xfe, 98, 10]))])[0]?.text).toBe('a\t\uFFFD\uFFFDb');
  });

  it('keeps the last lines only', () => {
    const many = Array.from({ length: 1000 }, (_, index) => frame(1, `line ${index}\n`));
    expect(texts(readAll(many, { lines: 2 }))).toEqual(['stdout:line 998', 'stdout:line 999']);
  });

  it('cuts a line without an end and stays below 4 MiB', () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const endless = readAll(Array.from({ length: 32 }, () => frame(1, piece)));
    const long = readAll(
      Array.from({ length: 2000 }, () => frame(1, `${'y'.repeat(16_000)}\n`)),
      { lines: 1000 },
    );

    expect(endless.map(({ text }) => text.length)).toEqual([16 * 1024]);
    expect(long.reduce((total, { text }) => total + text.length, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  it('keeps empty lines', () => {
    expect(texts(readAll([frame(1, 'a\n\nb\n')]))).toEqual(['stdout:a', 'stdout:', 'stdout:b']);
  });
});
