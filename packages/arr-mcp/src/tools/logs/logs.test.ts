import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { LogFolder } from '../../files/logs/log-search.fixtures.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

let folder: LogFolder;
let bench: ToolBench;
beforeEach(() => {
  folder = new LogFolder();
  bench = new ToolBench({ files: folder.files });
});
afterEach(() => folder.remove());

const at = (day: number): Date => new Date(Date.UTC(2024, 0, day));
const logs = 'media/config';

function writeServices(): void {
  folder.writeAt(`${logs}/sonarr/logs/sonarr.txt`, '2024-01-05 10:00:00.1|Info|x|database is locked\n', at(5));
  folder.writeAt(`${logs}/sonarr/logs/sonarr.0.txt`, '2024-01-04 10:00:00.1|Error|x|Database is Locked\n', at(4));
  folder.writeAt(`${logs}/sonarr/logs/sonarr.1.txt`, '2024-01-03 10:00:00.1|Error|x|fine\n', at(3));
  folder.writeAt(`${logs}/sonarr/logs/sonarr.debug.txt`, '2024-01-06 10:00:00.1|Debug|x|fine\n', at(6));
  folder.write(`${logs}/sonarr/sonarr.txt`, 'no log');
  folder.writeAt(
    `${logs}/plex/Library/Application Support/Plex Media Server/Logs/Plex Media Server.log`,
    'Jan 07, 2024 10:00:00.000 [1] ERROR - database is locked\n',
    at(7),
  );
  folder.write(`${logs}/plex/Library/Application Support/Plex Media Server/Metadata/x.log`, 'no log');
  folder.writeAt('logs/traefik.log', 'time="2024-01-08T10:00:00Z" msg=ok\n', at(8));
  folder.writeAt('logs/traefik.log.1.gz', gzipSync('time="2024-01-01T10:00:00Z" msg="database is locked"\n'), at(1));
}

describe('log_list', () => {
  it('lists logs by service, each with its rotated files', async () => {
    writeServices();

    const { items, total } = await bench.call('log_list');

    expect(total).toBe(4);
    expect(items).toEqual([
      {
        service: 'plex',
        path: folder.path(`${logs}/plex/Library/Application Support/Plex Media Server/Logs/Plex Media Server.log`),
        size_bytes: 57,
        modified: '2024-01-07T00:00:00.000Z',
      },
      expect.objectContaining({ service: 'sonarr', path: folder.path(`${logs}/sonarr/logs/sonarr.debug.txt`) }),
      {
        service: 'sonarr',
        path: folder.path(`${logs}/sonarr/logs/sonarr.txt`),
        size_bytes: 48,
        modified: '2024-01-05T00:00:00.000Z',
        rotated: { files: 2, bytes: 84 },
      },
      expect.objectContaining({ service: 'traefik', path: folder.path('logs/traefik.log') }),
    ]);
  });

  it('lists the logs of one service', async () => {
    writeServices();

    expect(await bench.call('log_list', { service: 'Plex' })).toMatchObject({ total: 1 });
    expect(await bench.call('log_list', { service: 'lidarr' })).toEqual({ items: [], total: 0 });
  });

  it.each([
    ['stacks/tv/sonarr/config/logs/sonarr.txt', 'sonarr', 'tv'],
    ['stacks/tv/data/sonarr/logs/old/sonarr.txt', 'sonarr', 'tv'],
    ['stacks/radarr/config/logs/radarr.txt', 'radarr', 'radarr'],
    ['stacks/radarr/radarr.log', 'radarr', 'radarr'],
    [`${logs}/appdata/lidarr/logs/lidarr.txt`, 'lidarr', 'appdata'],
    ['logs/nginx/access.log', 'nginx', 'nginx'],
    ['logs/journal.log', 'journal', 'journal'],
  ])('knows %s as a log of %s, and finds it by the folder %s', async (name, service, top) => {
    const path = folder.write(name, 'hit\n');

    expect(await bench.call('log_list')).toMatchObject({ total: 1, items: [{ service, path }] });
    expect(await bench.call('log_list', { service: top })).toMatchObject({ total: 1 });
    expect(await bench.call('log_search', { query: 'hit', in: [service] })).toMatchObject({ total: 1 });
  });

  it('names a service with more folders than it looks through', async () => {
    for (let index = 0; index < 130; index += 1) folder.write(`${logs}/photos/album${index}/x.jpg`);
    folder.write(`${logs}/photos/logs/photos.log`, 'x\n');

    const answer = await bench.call('log_list');

    expect(answer).toMatchObject({ total: 1, unfinished: ['photos'] });
  });
});

describe('log_read', () => {
  it('B23 reads the last lines, and those before them', async () => {
    const path = folder.write('logs/app.log', Array.from({ length: 10 }, (_, index) => `line ${index}\n`).join(''));

    const { lines, before } = await bench.call('log_read', { path, lines: 2 });
    const older = await bench.call('log_read', { path, lines: 20, before });

    expect(lines).toEqual(['line 8', 'line 9']);
    expect(older['lines']).toHaveLength(8);
    expect(older).not.toHaveProperty('before');
  });

  it('loses no line between two answers that are full', async () => {
    const written = Array.from({ length: 300 }, (_, index) => `${index} ${'x'.repeat(400)}`);
    const path = folder.write('logs/app.log', `${written.join('\n')}\n`);
    const read: unknown[] = [];
    for (let before: unknown; before !== undefined || read.length === 0;) {
      const answer = await bench.call('log_read', { path, lines: 1000, ...(before === undefined ? {} : { before }) });
      read.unshift(...(answer['lines'] as unknown[]));
      before = answer['before'];
    }

    expect(read).toEqual(written);
  });

  it('masks secrets, also where a long line is cut, and takes out control characters', async () => {
    const path = folder.write(
      'logs/app.log',
      `\u001B[31mGET /api?apikey=0123456789 \0ok\n${'x'.repeat(990)} token=abcdefghijklmnop\n`,
    );

    const { lines } = await bench.call('log_read', { path });

    expect(lines).toEqual(['GET /api?apikey=******** ok', expect.not.stringMatching(/abcd/)]);
  });

  it('shows nothing of a line whose beginning is too far away, since its secrets could not be known', async () => {
    const path = folder.write('logs/app.log', `{"apikey":"${'0123456789'.repeat(160_000)}"}\nlast\n`);

    const { lines, before } = await bench.call('log_read', { path, before: 1_200_000 });

    expect(lines).toEqual(['(the end of a line of more than 1 MiB)']);
    expect(before).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', 'logs/absent.log', 'not_found'],
    ['a folder', 'logs', 'not_found'],
    ['what is no log', `${logs}/sonarr/notes.txt`, 'refused'],
  ])('refuses %s', async (_what, name, code) => {
    folder.write(`${logs}/sonarr/notes.txt`, 'x');

    await expect(bench.call('log_read', { path: folder.path(name) })).rejects.toMatchObject({ code });
  });
});

describe('log_search', () => {
  it('B24 searches all logs, rotated and compressed ones too, newest match first', async () => {
    writeServices();

    const answer = await bench.call('log_search', { query: 'database is locked' });

    expect(answer).toMatchObject({ total: 4, files: 7 });
    expect(answer['matches']).toEqual(
      ['Jan 07, 2024', '2024-01-05', '2024-01-04', 'time="2024-01-01'].map((start) => ({
        path: expect.stringContaining(folder.root) as string,
        lines: [expect.objectContaining({ line: 1, text: expect.stringContaining(start) as string })],
      })),
    );
  });

  it.each([
    ['of a service', () => 'sonarr', 2, 4],
    ['that a path names, with its rotated files', () => folder.path(`${logs}/sonarr/logs/sonarr.txt`), 2, 3],
    ['that was rotated, by itself', () => folder.path(`${logs}/sonarr/logs/sonarr.0.txt`), 1, 1],
  ])('searches the logs %s', async (_which, where, total, files) => {
    writeServices();

    expect(await bench.call('log_search', { query: 'database', in: [where()] })).toMatchObject({ total, files });
  });

  it('B24 takes expressions, case, context and time', async () => {
    writeServices();
    const search = async (args: object) => (await bench.call('log_search', { in: ['sonarr'], ...args }))['total'];

    expect(await search({ query: '\\|Error\\|.*(locked|fine)$', regex: true })).toBe(2);
    expect(await search({ query: 'Database', case_sensitive: true })).toBe(1);
    expect(await search({ query: 'x', since: '2024-01-04T00:00:00Z', until: '2024-01-05T23:00:00Z' })).toBe(2);
  });

  it('gives a position with which log_read shows what led to a match', async () => {
    const path = folder.write('logs/app.log', 'one\ntwo\nhit\nafter\n');

    const { matches } = await bench.call('log_search', { query: 'hit', in: [path], context: 1 });

    expect(matches).toEqual([{ path, lines: [{ line: 3, end: 12, text: 'hit', before: ['two'], after: ['after'] }] }]);
    expect(await bench.call('log_read', { path, before: 12 })).toMatchObject({ lines: ['one', 'two', 'hit'] });
  });

  it('gives as many matches as an answer holds, the newest, and counts the others', async () => {
    const path = folder.write(
      'logs/app.log',
      Array.from({ length: 500 }, (_, index) => `hit ${index} "${'x'.repeat(500)}"\n`).join(''),
    );

    const answer = await bench.call('log_search', { query: 'hit', in: [path], limit: 200, context: 5 });

    expect(answer).toMatchObject({ total: 500, truncated: true, matches: [{ path, lines: { 0: { line: 500 } } }] });
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(22_000);
  });

  it('masks secrets in and around a match, wherever a long line is cut', async () => {
    const path = folder.write(
      'logs/app.log',
      `apikey=0123456789\n${'x '.repeat(400)}apikey=0123456789 hit ${'y'.repeat(900)}\n`,
    );

    const answer = await bench.call('log_search', { query: 'hit', in: [path], context: 1 });

    expect(JSON.stringify(answer)).not.toContain('6789');
    expect(JSON.stringify(answer)).toContain('apikey=******** hit yyy');
  });

  it.each<[string, object, number]>([
    ['its first letters', { query: 'hunt' }, 0],
    ['its name with a letter', { query: 'apikey=h' }, 0],
    ['an expression for a letter', { query: 'apikey=h', regex: true }, 0],
    ['an expression for any but a letter', { query: 'apikey=[^h]', regex: true }, 4],
    ['a choice of a letter and the mask', { query: 'apikey=(h|\\*+$)', regex: true }, 4],
    ['an anchor after the mask', { query: '^(.*apikey=h|GET)', regex: true }, 2],
    ['its length', { query: 'apikey=.{9}', regex: true }, 0],
    ['a letter of a coloured one', { query: 'token=.*zeb', regex: true }, 0],
    ['letters of a password in an address', { query: ':swordfish@' }, 0],
    ['what is shown in its place', { query: 'apikey=********' }, 4],
    ['what stands beside it', { query: 'Apikey' }, 4],
    ['the text of a line with one', { query: 'GET /api' }, 2],
  ])('tells nothing of a secret by what it finds: %s', async (_what, args, total) => {
    const path = folder.write(
      'logs/app.log',
      'GET /api?apikey=hunter2\nGET /api?apikey=zebras\napikey=hunter2\r\nx apikey=***other\n' +
        '\u001B[36mtoken=\u001B[0mzebra99\nfetch ftp://anna:swordfish@host/\n',
    );

    expect(await bench.call('log_search', { in: [path], ...args })).toMatchObject({ total });
  });

  it('names the argument that is no time', async () => {
    await expect(bench.call('log_search', { query: 'x', until: 'soon' })).rejects.toThrow('until is no time: "soon"');
  });

  it.each([
    ['a service without logs', { query: 'x', in: ['lidarr'] }, 'not_found'],
    ['a file that is not there', { query: 'x', in: ['/absent.log'] }, 'not_found'],
    ['what is no expression', { query: '(', regex: true }, 'invalid_argument'],
    ['what is no time', { query: 'x', since: 'yesterday' }, 'invalid_argument'],
  ])('refuses %s', async (_what, args, code) => {
    await expect(bench.call('log_search', args)).rejects.toMatchObject({ code });
  });
});
