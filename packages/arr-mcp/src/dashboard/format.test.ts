import { describe, expect, it } from 'vitest';

import {
  formatBytes,
  formatClock,
  formatDuration,
  formatRelative,
  formatUptime,
  formatWait,
  joinWords,
} from './format.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [-1, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [9949, '9.9 kB'],
    [9950, '10 kB'],
    [9999, '10 kB'],
    [10_000, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [48_000_000_000, '48 GB'],
    [1_230_000_000_000, '1.2 TB'],
    [5e18, '5000 PB'],
  ])('says %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, 'less than a minute'],
    [59_999, 'less than a minute'],
    [60_000, '1 minute'],
    [3_599_999, '59 minutes'],
    [3_600_000, '1 hour'],
    [86_399_999, '23 hours'],
    [86_400_000, '1 day'],
    [400 * 86_400_000, '400 days'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatUptime', () => {
  it.each([
    ['2026-03-01T09:00:00Z', '3 hours'],
    ['2026-03-01T12:00:00Z', 'less than a minute'],
    ['2026-03-01T12:00:01Z', undefined],
    ['never', undefined],
    [undefined, undefined],
  ])('says of a start at %s: %s', (startedAt, text) => {
    expect(formatUptime(startedAt, now)).toBe(text);
  });
});

describe('formatRelative', () => {
  it.each([
    ['2026-03-01T11:59:01Z', 'just now'],
    ['2026-03-01T11:59:00Z', '1 minute ago'],
    ['2026-02-27T12:00:00Z', '2 days ago'],
    ['2026-03-01T13:00:00Z', 'just now'],
    ['yesterday', 'at an unknown time'],
  ])('says %s as %s', (at, text) => {
    expect(formatRelative(at, now)).toBe(text);
  });
});

describe('formatWait', () => {
  it.each([
    [1, '1 second'],
    [89, '89 seconds'],
    [90, '2 minutes'],
    [900, '15 minutes'],
  ])('says %d s as %s', (seconds, text) => {
    expect(formatWait(seconds)).toBe(text);
  });
});

describe('formatClock', () => {
  it('names the time zone, since it is the server that says it', () => {
    expect(formatClock('2026-03-01T09:05:33.120Z')).toBe('09:05 UTC');
  });
});

describe('joinWords', () => {
  it.each([
    [[], ''],
    [['media'], 'media'],
    [['media', 'stacks'], 'media and stacks'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('joins %j as "%s"', (words, text) => {
    expect(joinWords(words)).toBe(text);
  });
});
