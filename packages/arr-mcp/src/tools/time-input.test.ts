import { describe, expect, it } from 'vitest';

import { parseSince } from './time-input.ts';

const now = Date.parse('2026-01-31T12:00:00Z');

describe('parseSince', () => {
  it.each([
    ['30s', '2026-01-31T11:59:30.000Z'],
    ['90m', '2026-01-31T10:30:00.000Z'],
    ['2h', '2026-01-31T10:00:00.000Z'],
    ['1d', '2026-01-30T12:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'],
    ['2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
  ])('reads %s', (text, time) => {
    expect(parseSince(text, now).toISOString()).toBe(time);
  });

  it.each(['', 'yesterday', '5', '-2h', '2 h', '1w', '2026-13-45', '$(reboot)', '2h\n'])('refuses %j', (text) => {
    expect(() => parseSince(text, now)).toThrow(/since is no time/);
  });
});
