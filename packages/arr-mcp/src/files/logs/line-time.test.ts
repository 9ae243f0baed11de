import { describe, expect, it } from 'vitest';

import { parseLineTime } from './line-time.ts';

const modified = new Date(2024, 1, 2);
const local = (...parts: [number, number, number, number, number, number, number?]): number =>
  new Date(...parts).getTime();
const noon = local(2024, 0, 31, 12, 0, 0);

describe('parseLineTime', () => {
  it.each([
    ['Sonarr, Radarr', '2024-01-31 12:00:00.1|Info|Bootstrap|Starting', noon + 100],
    ['Bazarr, SABnzbd', '2024-01-31 12:00:00,123::INFO::[sab:1] Starting', noon + 123],
    ['in brackets', '[2024-01-31 12:00:00] starting', noon],
    ['Jellyfin', '[2024-01-31 12:00:00.123 +01:00] [INF] [1] Main: Starting', Date.UTC(2024, 0, 31, 11, 0, 0, 123)],
    ['qBittorrent', '(N) 2024-01-31T12:00:00 - qBittorrent v4.6.3 started', noon],
    ['Overseerr', '2024-01-31T12:00:00.000Z [info][Server]: Starting', Date.UTC(2024, 0, 31, 12)],
    ['a zone without a colon', '2024-01-31T12:00:00-0530 x', Date.UTC(2024, 0, 31, 17, 30)],
    ['Plex', 'Jan 31, 2024 12:00:00.123 [0x7f] INFO - Plex Media Server', noon + 123],
    ['syslog', 'Jan 31 12:00:00 host program[1]: text', noon],
    ['syslog, a day of one digit', 'Feb  1 12:00:00 host program[1]: text', local(2024, 1, 1, 12, 0, 0)],
    ['syslog of the year before', 'Dec 31 23:59:59 host program[1]: text', local(2023, 11, 31, 23, 59, 59)],
    ['a web server', '192.0.2.1 - - [31/Jan/2024:12:00:00 +0000] "GET /"', Date.UTC(2024, 0, 31, 12)],
    ['nginx', '2024/01/31 12:00:00 [error] 7#7: text', noon],
    ['logfmt', 'time="2024-01-31T12:00:00Z" level=info msg=text', Date.UTC(2024, 0, 31, 12)],
    ['JSON', '{"time":"2024-01-31T12:00:00Z","level":"info"}', Date.UTC(2024, 0, 31, 12)],
    ['nanoseconds', '2024-01-31T12:00:00.123456789Z x', Date.UTC(2024, 0, 31, 12, 0, 0, 123)],
    ['nothing but a time', '2024-01-31 12:00:00', noon],
  ])('reads the time of %s', (_from, line, time) => {
    expect(parseLineTime(line, modified)).toBe(time);
  });

  it.each([
    '',
    '   at NzbDrone.Core.Datastore.Migrate()',
    'the file of 2024-01-31 12:00:00 is gone',
    '2024-13-31 12:00:00|Info|no such month',
    '2024-01-31 24:00:00|Info|no such hour',
    '2024-01-31',
    'Foo 31 12:00:00 host: text',
    '12:00:00 text',
    `${'x'.repeat(200)} [31/Jan/2024:12:00:00 +0000]`,
  ])('finds no time in %j', (line) => {
    expect(parseLineTime(line, modified)).toBeUndefined();
  });
});
