import { describe, expect, it } from 'vitest';

import { Tagged } from './raw-tree.ts';
import { readYaml } from './read-yaml.ts';
import { toRawTree } from './yaml-tree.ts';

interface Read {
  readonly tree: unknown;
  readonly problems: string[];
}

function read(text: string): Read {
  const { contents, problems, place } = readYaml(text);
  const told = problems.map(({ line, column, text: problem }) => `${line}:${column} ${problem}`);
  if (contents === undefined) return { tree: undefined, problems: told };
  const tree = toRawTree(contents, {
    interpolate: (value) => value.toUpperCase(),
    problem: (offset, problem) => told.push(`${place(offset).line}:${place(offset).column} ${problem}`),
  });
  return { tree, problems: told };
}

describe('toRawTree', () => {
  it.each([
    '22:22',
    'no',
    'yes',
    'on',
    'true',
    '0123',
    '0.50',
    '1e3',
    '0x1F',
    '012',
    '2001-01-01',
    '0444',
    '.5',
    '+1',
    '1_000',
    'NaN',
  ])('keeps %s as it was typed', (text) => {
    expect(read(`a: ${text}\nb: [${text}]`).tree).toEqual({ a: text, b: [text] });
  });

  it('knows null from its texts', () => {
    const { tree } = read('a:\nb: ~\nc: null\nd: "null"\ne: ""\nf: !!str null');

    expect(tree).toMatchObject({ a: null, b: null, c: null, d: 'null', e: '', f: 'null' });
  });

  it('reads blocks, folds and escapes', () => {
    expect(read("a: |\n  one\n  two\nb: >-\n  one\n  two\nc: \"x\\ty\"\nd: 'it''s'").tree).toEqual({
      a: 'one\ntwo\n',
      b: 'one two',
      c: 'x\ty',
      d: "it's",
    });
  });

  it('resolves variables in values, never in keys', () => {
    expect(read('${key}: ${value}\nl: [$a, b]').tree).toEqual({ '${key}': '${VALUE}', l: ['$A', 'b'] });
  });

  it('merges mappings: what stands there wins, then the earlier one', () => {
    const text =
      'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\nd: {<<: *a, <<x: k}\ne:\n  <<: {x: 5}\nf: {x: , <<: *a}';

    expect(read(text).tree).toMatchObject({
      c: { x: '1', y: '1', z: '3' },
      d: { x: '1', y: '1', '<<x': 'k' },
      e: { x: '5' },
      f: { x: null, y: '1' },
    });
  });

  it('takes "<<" in quotes for a key', () => {
    expect(read('a: {"<<": x}').tree).toEqual({ a: { '<<': 'x' } });
  });

  it('repeats what an alias names', () => {
    expect(read('a: &x [1, 2]\nb: *x\nc: &x two\nd: *x').tree).toEqual({
      a: ['1', '2'],
      b: ['1', '2'],
      c: 'two',
      d: 'two',
    });
  });

  it('keeps !reset and !override', () => {
    expect(read('a: !reset null\nb: !override [x]\nc: !reset []').tree).toEqual({
      a: new Tagged('reset', null),
      b: new Tagged('override', ['x']),
      c: new Tagged('reset', null),
    });
  });

  it('has no keys but those of the file', () => {
    const { tree } = read('a: 1');

    expect((tree as Record<string, unknown>)['constructor']).toBeUndefined();
  });

  it.each([
    ['a: 1\nb: 2\na: 3', '3:1 the key a stands twice'],
    ['x:\n  a: 1\n  a: 2', '3:3 the key a stands twice'],
    ['a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a', '4:3 the key << stands twice in one mapping; merge a list'],
    ['a: *nowhere', '1:4 *nowhere has no anchor'],
    ['a: &a [*a]', '1:8 *a has no anchor'],
    ['<<: text', '1:1 << merges a mapping'],
    ['[a]: 1', '1:1 a key is a text'],
    ['__proto__: {x: 1}', '1:1 the key __proto__ is not allowed'],
    ['"": 1', '1:1 a key is empty'],
    ['a: !secret x', '1:12 the tag !secret is not known'],
    ['a: b: c', '1:4 Nested mappings'],
    ['a:\n\tb: c', '2:1 Tabs are not allowed as indentation'],
    ['a: 1\n---\nb: 2', '2:1 Source contains multiple documents'],
    ['a: "open', '1:9 Missing closing "quote'],
    ['a: [1, 2', '1:9 '],
    ['a: "\\q"', '1:5 Invalid escape sequence'],
    ['a: @x', '1:4 Plain value cannot start with'],
  ])('tells where %j is wrong', (text, problem) => {
    expect(read(text).problems[0]).toContain(problem);
  });

  it('does not expand aliases without bound', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);

    expect(() => read(['a0: &a0 [x, x]', ...lines].join('\n'))).toThrow(/more than 100000 values/);
  });

  it('does not nest without bound', () => {
    expect(() => read('['.repeat(200) + ']'.repeat(200))).toThrow(/nests deeper than 100/);
    expect(read('['.repeat(50_000)).problems).not.toEqual([]);
  });

  it('reads an empty document', () => {
    expect(read('')).toEqual({ tree: null, problems: [] });
    expect(read('# nothing')).toEqual({ tree: null, problems: [] });
  });
});
