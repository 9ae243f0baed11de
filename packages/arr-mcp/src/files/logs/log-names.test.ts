import { describe, expect, it } from 'vitest';

import type { FileFacts } from '../file-types.ts';
import { groupLogs } from './log-family.ts';
import { isLogPath, parseLogName } from './log-names.ts';

describe('isLogPath', () => {
  it.each([
    'app.log',
    'APP.LOG',
    'app.log.1',
    'app.log.12.gz',
    'app.log-20240131',
    'app.log-20240131.gz',
    'log_20240131_001.log',
    'Logs/Plex Media Server.1.log',
    'sonarr/logs/sonarr.txt',
    'sonarr/logs/sonarr.debug.0.txt',
    'log/old/x.txt.gz',
  ])('knows %s as a log', (path) => {
    expect(isLogPath(path)).toBe(true);
  });

  it.each([
    '',
    'readme.txt',
    'logs',
    'logs/sonarr.db',
    'app.login',
    'app.log/x',
    'catalog.xml',
    'logs/x.txt.exe',
    '.env',
  ])('takes %j for no log', (path) => {
    expect(isLogPath(path)).toBe(false);
  });
});

describe('parseLogName', () => {
  it.each([
    ['app.log', 'app.log', undefined],
    ['app.log.1', 'app.log', '1'],
    ['app.log.2.gz', 'app.log', '2'],
    ['app.log-20240131.gz', 'app.log', '20240131'],
    ['sonarr.txt', 'sonarr.txt', undefined],
    ['sonarr.0.txt', 'sonarr.txt', '0'],
    ['sonarr.debug.10.txt', 'sonarr.debug.txt', '10'],
    ['Plex Media Server.1.log', 'Plex Media Server.log', '1'],
    ['log_20240131.log', 'log.log', '20240131'],
    ['log_20240131_001.log', 'log.log', '20240131_001'],
    ['log-2024-01-31.txt', 'log.txt', '2024-01-31'],
  ])('takes %s for %s, generation %s', (name, log, generation) => {
    expect(parseLogName(name)).toEqual({ log, ...(generation === undefined ? {} : { generation }) });
  });
});

describe('groupLogs', () => {
  const file = (path: string, day = 1): FileFacts => ({
    path,
    scope: 'services',
    type: 'file',
    sizeBytes: 1,
    modified: new Date(Date.UTC(2024, 0, day)),
    mode: 0o644,
  });
  const grouped = (...files: FileFacts[]) => groupLogs(files).map((log) => log.files.map(({ path }) => path));

  it('puts the file that is written to before the rotated ones, newest first', () => {
    const logs = grouped(file('/a/x.log.10', 1), file('/a/x.log.2.gz', 5), file('/a/x.log', 1), file('/a/x.log.1', 7));

    expect(logs).toEqual([['/a/x.log', '/a/x.log.1', '/a/x.log.2.gz', '/a/x.log.10']]);
  });

  it('goes by the numbers where the times are equal', () => {
    expect(grouped(file('/a/x.10.txt'), file('/a/x.txt'), file('/a/x.9.txt'))).toEqual([
      ['/a/x.txt', '/a/x.9.txt', '/a/x.10.txt'],
    ]);
  });

  it('takes the newest of dated files for the one that is written to', () => {
    expect(grouped(file('/a/log_20240101.log', 1), file('/a/log_20240102.log', 2))).toEqual([
      ['/a/log_20240102.log', '/a/log_20240101.log'],
    ]);
  });

  it('keeps logs of one name in two folders apart', () => {
    expect(grouped(file('/a/x.log'), file('/b/x.log.1'), file('/a/x.debug.log'))).toHaveLength(3);
  });
});
