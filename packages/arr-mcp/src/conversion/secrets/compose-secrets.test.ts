import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { maskComposeSecrets, restoreComposeSecrets } from './compose-secrets.ts';

describe('maskComposeSecrets', () => {
  it.each([
    ['DB_PASSWORD: hunter2 # why', 'DB_PASSWORD: "********" # why'],
    ["DB_PASSWORD: 'hunter2'", "DB_PASSWORD: '********'"],
    ['DB_PASSWORD: "hun\\"ter2"', 'DB_PASSWORD: "********"'],
    ['DB_PASSWORD: 12345', 'DB_PASSWORD: "********"'],
    ['DB_PASSWORD: !!str hunter2', 'DB_PASSWORD: !!str "********"'],
    ['environment: [API_KEY=hunter2, TZ=UTC]', 'environment: [API_KEY=********, TZ=UTC]'],
    ['environment: { API_KEY: hunter2, TZ: UTC }', 'environment: { API_KEY: "********", TZ: UTC }'],
    ['- API_KEY=hunter2 and more, all of it', '- API_KEY=********'],
    ['- "API_KEY=hunter2\\nsecond"', '- "API_KEY=********"'],
    ['command: serve --api-key=hunter2 --port 80', 'command: serve --api-key=******** --port 80'],
    ['command: [serve, --api-key, hunter2, --port, "80"]', 'command: [serve, --api-key, "********", --port, "80"]'],
    ['command: redis-server --requirepass hunter2', 'command: redis-server --requirepass ********'],
    ['test: mysqladmin ping -phunter2 -h db', 'test: mysqladmin ping -p******** -h db'],
    ['test: [CMD, curl, -H, "X-Api-Key: hunter2", x]', 'test: [CMD, curl, -H, "X-Api-Key: ********", x]'],
    ['test: curl -u me:hunter2 http://a/b', 'test: curl -u me:******** http://a/b'],
    ['test: curl http://a/?apikey=hunter2&t=caps', 'test: curl http://a/?apikey=********&t=caps'],
    ["test: curl -H 'Authorization: Bearer hunter2'", "test: curl -H 'Authorization: ********'"],
    ['DATABASE_URL: postgres://u:hunter2@db/x', 'DATABASE_URL: postgres://u:********@db/x'],
    ['CACHE: redis://:hunter2@cache', 'CACHE: redis://:********@cache'],
    ['# API_KEY=hunter2', '# API_KEY=********'],
    ['a: b # token: hunter2', 'a: b # token: ********'],
    ['x-pass: &pass hunter2\nDB_PASSWORD: *pass', 'x-pass: &pass "********"\nDB_PASSWORD: *pass'],
    ['x-p: &p hunter2\nDB_PASSWORD: *p', 'x-p: &p "********"\nDB_PASSWORD: *p'],
    ['x-secrets: { db: hunter2 }', 'x-secrets: { db: "********" }'],
    ['x-tokens: [hunter2]', 'x-tokens: ["********"]'],
    ['- traefik.middlewares.auth.basicauth.users=a:hunter2', '- traefik.middlewares.auth.basicauth.users=********'],
    ['DB_PASSWORD: |\n  hunter2\n  more\nTZ: UTC', 'DB_PASSWORD: "********"\nTZ: UTC'],
    ['content: |\n  user: me\n  password: hunter2\n', 'content: |\n  user: me\n  password: ********\n'],
    ['secrets: { db: { content: hunter2 } }', 'secrets: { db: { content: "********" } }'],
    ['DB_PASSWORD: ${DB_PASSWORD:-hunter2}', 'DB_PASSWORD: ${DB_PASSWORD:-********}'],
    ['ANY: ${DB_PASSWORD:-hunter2}', 'ANY: ${DB_PASSWORD:-********}'],
    ['TOKEN: ${A:-${B:-hunter2}}', 'TOKEN: ${A:-${B:-********}}'],
    ['TOKEN: hunter2${A}', 'TOKEN: "********${A}"'],
    ['TOKEN: a:$apr1$H6uskkkW$hunter2', 'TOKEN: "********"'],
    // No YAML: every line is looked at, and what is below an open value too.
    ['a: [\nTOKEN: hunter2 more\n', 'a: [\nTOKEN: ********\n'],
    ['a: [\nTOKEN: |\n  hunter2\n', 'a: [\nTOKEN: |\n  ********\n'],
    ['a: [\n- TOKEN=hunter2 more\n', 'a: [\n- TOKEN=********\n'],
  ])('masks %j', (text, masked) => {
    expect(maskComposeSecrets(text)).toBe(masked);
    expect(masked).not.toContain('hunter2');
    expect(restoreComposeSecrets(masked, text)).toEqual({ text });
  });

  it.each([
    'DB_PASSWORD: ${DB_PASSWORD}',
    'DB_PASSWORD: "${DB_PASSWORD:?set it}"',
    'DB_PASSWORD: $DB_PASSWORD',
    'AUTH: ${DB_USER}:${DB_PASS}',
    'URL: postgres://${DB_USER}:${DB_PASSWORD}@db/x',
    'test: mysqladmin ping -p$$MYSQL_ROOT_PASSWORD',
    'DB_PASSWORD:',
    'DB_PASSWORD: ""',
    'DB_PASSWORD_FILE: /run/secrets/db',
    'IGNORE_PRIVATE: true',
    'services: { auth: { image: "authelia:4", secrets: [db_password] } }',
    'secrets: { db_password: { file: ./db.txt } }',
    'image: ghcr.io/a/b:1@sha256:0123456789abcdef',
    'ports: ["8989:8989"]',
    '# see https://wiki.example.org/sonarr',
  ])('leaves %j alone', (text) => {
    expect(maskComposeSecrets(text)).toBe(text);
  });

  it.each(['"', '${', '{', 'token: |\n', '- --token ', 'TOKEN=${', '-----BEGIN PRIVATE KEY-----'])(
    'takes time in step with the size of a file that is made to be slow: %j',
    (piece) => {
      expect(maskComposeSecrets(piece.repeat(20_000))).not.toBe('');
    },
  );
});

describe('restoreComposeSecrets', () => {
  const previous = [
    '# the key is API_KEY=commented',
    'services:',
    '  sonarr:',
    '    image: sonarr:4',
    "    environment: { API_KEY: 'one', TZ: UTC }",
    '  radarr:',
    '    image: radarr:5',
    '    environment:',
    '      - API_KEY=two',
    '      - DB_PASSWORD=three # kept',
    '    command: serve --token=four --token=five',
    '',
  ].join('\n');
  const masked = maskComposeSecrets(previous);
  const restore = (change: (text: string) => string) => restoreComposeSecrets(change(masked), previous);

  it('keeps what was changed beside the secrets', () => {
    const change = (text: string) => text.replace('sonarr:4', 'sonarr:5').replace('TZ: UTC', 'TZ: Etc/UTC');

    expect(restore(change)).toEqual({ text: change(previous) });
  });

  it('finds the secrets of a service that was renamed, where a name is unique', () => {
    const change = (text: string) => text.replace('    command: serve --token=********', '    command: serve');

    expect(restoreComposeSecrets('services: { films: { environment: [DB_PASSWORD=********] } }', previous)).toEqual({
      text: 'services: { films: { environment: [DB_PASSWORD=three] } }',
    });
    expect(restore((text) => change(text))).toEqual({ missing: ['--token'] });
  });

  it('names what two places have under one name, and a third asks for', () => {
    expect(restoreComposeSecrets('x-a: { API_KEY: "********" }', previous)).toEqual({ missing: ['API_KEY'] });
  });

  it('follows a variable from a list into a map', () => {
    const edited = 'services:\n  radarr:\n    environment:\n      DB_PASSWORD: "********"\n      API_KEY: "********"\n';

    expect(restoreComposeSecrets(edited, previous)).toEqual({
      text: edited.replace('"********"', '"three"').replace('"********"', '"two"'),
    });
  });

  it('takes a new value over the old one, and keeps the turn of the others', () => {
    const change = (text: string) => text.replace('--token=********', '--token=new');

    expect(restore(change)).toEqual({ text: previous.replace('--token=four', '--token=new') });
  });

  it('names a mask under a name that never had a secret', () => {
    expect(restoreComposeSecrets('services: { a: { image: "********" } }', previous)).toEqual({ missing: ['image'] });
  });

  it('writes a value of several lines back where its lines still mean the same, quoted elsewhere', () => {
    const pem = 'a:\n  KEY: |\n    one\n    two\n  TZ: UTC\n';

    expect(restoreComposeSecrets('a:\n  KEY: "********"\n  TZ: CET\n', pem)).toEqual({
      text: pem.replace('UTC', 'CET'),
    });
    expect(restoreComposeSecrets('a: { KEY: "********" }\n', pem)).toEqual({ text: 'a: { KEY: "one\\ntwo\\n" }\n' });
  });

  it('leaves asterisks that are decoration', () => {
    const text = '# ******** media ********\na: b\n';

    expect(restoreComposeSecrets(text, '')).toEqual({ text });
  });
});

describe.skipIf(lacksShared)('real compose files', () => {
  const corpus = join(sharedFolder ?? '', 'corpus/compose');
  const files = lacksShared
    ? []
    : readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));

  it.each(files)('%s comes back as it was', (name) => {
    const text = readFileSync(join(corpus, name), 'utf8');
    const masked = maskComposeSecrets(text);

    expect(restoreComposeSecrets(masked, text)).toEqual({ text });
    expect(maskComposeSecrets(masked)).toBe(masked);
  });
});
