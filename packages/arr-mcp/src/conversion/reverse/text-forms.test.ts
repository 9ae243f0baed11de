import { parseQuadletFile, quadletValues } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { dropInFolders, mergeDropIns } from './merge-drop-ins.ts';
import { printCompose } from './print-compose.ts';
import { toSize } from './sizes.ts';
import { toDuration } from './time-span.ts';
import { toComposeText } from './value-text.ts';

describe('toComposeText', () => {
  const told: string[] = [];
  const note = { changed: told.push.bind(told), approximated: told.push.bind(told), dropped: told.push.bind(told) };
  const source = { unitName: 'media-app@one', variables: new Map([['SET', 'a$b']]), note };

  it.each([
    ['50%%', '50%'],
    ['50%', '50%'],
    ['%-', '%-'],
    ['%h/x', '${HOME}/x'],
    ['%E', '${XDG_CONFIG_HOME:-${HOME}/.config}'],
    ['%n %N %p %i %j', 'media-app@one.service media-app@one media-app one app'],
    ['%%h', '%h'],
    ['a$$b', 'a$$b'],
    ['$${X}', '$${X}'],
    ['${X}', '${X}'],
    ['$X', '${X}'],
    ['a$X', 'a$$X'],
    ['${SET}', 'a$$b'],
  ])('%j becomes %j', (raw, text) => {
    expect(toComposeText(raw, source)).toBe(text);
  });
});

describe('printCompose', () => {
  const hard = [
    'yes',
    'no',
    'on',
    'off',
    'y',
    'N',
    'null',
    '~',
    '',
    ' a ',
    '22:22',
    '0123',
    '0x1F',
    '1e3',
    '1_000',
    '.5',
    'true',
    '2024-01-01',
    '# x',
    'a: b',
    '- a',
    '{{.x}}',
    '!t',
    '&a',
    '*a',
    '@a',
    '`a`',
    '%a',
    'a\nb\n',
    'a\n\n b',
    '\ta',
    'é',
    '"',
    "'",
    '=',
    '<<',
    '?',
    '|',
    '\u0007',
    '\u0085',
  ];
  const environment = Object.fromEntries(hard.map((text, index) => [`V${index}`, text]));
  const keys = [...hard.map((each) => `k${each}`), 'on', '22:22', '<<'];
  const labels = Object.fromEntries(keys.map((key) => [key, 'x']));
  const text = printCompose({
    services: { a: { image: 'x', command: hard, environment, labels } },
    networks: {},
    volumes: {},
    secrets: {},
  });

  it.each(['1.1', '1.2'] as const)('is read back as the same texts by a reader of YAML %s', (version) => {
    expect(parse(text, { version })).toEqual({ services: { a: { image: 'x', command: hard, environment, labels } } });
  });

  it('puts the keys where people look for them', () => {
    const service = { restart: 'no', ports: ['80'], image: 'x', 'x-podman.rootfs': '/r' };

    expect(printCompose({ services: { b: service, a: {} }, networks: {}, volumes: { v: {} }, secrets: {} })).toBe(
      "services:\n  a: {}\n  b:\n    image: x\n    ports:\n      - '80'\n    restart: 'no'\n    x-podman.rootfs: /r\nvolumes:\n  v: {}\n",
    );
  });
});

describe('mergeDropIns', () => {
  const file = (text: string) => {
    const result = parseQuadletFile(text);
    if (!result.ok) throw new Error('not parsed');
    return result.file;
  };
  const values = (main: string, dropIns: Readonly<Record<string, string>>) =>
    quadletValues(
      mergeDropIns(
        file(main),
        Object.entries(dropIns).map(([name, text]) => ({ name, file: file(text) })),
      ),
      'Container',
      'Environment',
    );

  it('reads them in the order of their file names', () => {
    expect(
      values('[Container]\nEnvironment=a', {
        'x.container.d/20.conf': '[Container]\nEnvironment=c',
        'container.d/10.conf': '[Container]\nEnvironment=b',
      }),
    ).toEqual(['a', 'b', 'c']);
  });

  it('lets an empty assignment forget what stood before', () => {
    expect(
      values('[Container]\nEnvironment=a', { 'x.container.d/1.conf': '[Container]\nEnvironment=\nEnvironment=b' }),
    ).toEqual(['b']);
  });

  it('reads of two with the same name the more specific one', () => {
    expect(
      values('[Container]', {
        'a-b.container.d/1.conf': '[Container]\nEnvironment=own',
        'a-.container.d/1.conf': '[Container]\nEnvironment=prefix',
        'container.d/1.conf': '[Container]\nEnvironment=all',
      }),
    ).toEqual(['own']);
  });

  it.each([
    ['app', ['app.container.d', 'container.d']],
    ['a-b-c', ['a-b-c.container.d', 'a-b-.container.d', 'a-.container.d', 'container.d']],
    ['t@one', ['t@one.container.d', 't@.container.d', 'container.d']],
  ])('%s has these folders', (name, folders) => {
    expect(dropInFolders(name, 'container')).toEqual(folders);
  });
});

describe('numbers', () => {
  it.each([
    ['536870912', '512m'],
    ['1073741824', '1g'],
    ['1000', '1000'],
    ['512M', '512M'],
    ['-1', '-1'],
  ])('%s bytes are %s', (raw, text) => {
    expect(toSize(raw)).toBe(text);
  });

  it.each([
    ['90', '90s'],
    ['1min 30s', '90s'],
    ['500ms', '500ms'],
    ['0.5', '500ms'],
    ['infinity', 'infinity'],
  ])('a span of %s is %s', (raw, text) => {
    expect(toDuration(raw)).toBe(text);
  });
});
