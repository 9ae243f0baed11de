import { describe, expect, it } from 'vitest';

import { readComposeEnvFile, readPodmanEnvFile } from './env-file.ts';
import { ownValue } from './interpolate.ts';

const host: Readonly<Record<string, string>> = { HOST: 'host', A: 'outer' };
const unset: string[] = [];
const read = (text: string): Record<string, string> =>
  readComposeEnvFile(text, { lookup: (name) => ownValue(host, name), unset: (name) => unset.push(name) });

describe('readComposeEnvFile', () => {
  it.each([
    ['A=1\nB=2', { A: '1', B: '2' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['\uFEFFA=1', { A: '1' }],
    ['', {}],
    ['\n  \n# only a comment', {}],
    ['  A = spaced  ', { A: 'spaced' }],
    ['A: yaml', { A: 'yaml' }],
    ['export A=1\nexport\tB=2', { A: '1', B: '2' }],
    ['A=', { A: '' }],
    ['A=\nB=1', { A: '', B: '1' }],
    ['A.b-c=1', { 'A.b-c': '1' }],
    ['A=two words', { A: 'two words' }],
    ['A=x=y=z', { A: 'x=y=z' }],
    ['A=x # comment', { A: 'x' }],
    ['A=x#kept', { A: 'x#kept' }],
    ['A=#kept', { A: '#kept' }],
    ['A= # comment\nB=1', { A: '', B: '1' }],
    ['A="x" # comment\nB=1', { A: 'x', B: '1' }],
    ['A="# kept"', { A: '# kept' }],
    [`A='single $HOST \\n # kept'`, { A: 'single $HOST \\n # kept' }],
    [`A='it\\'s'`, { A: "it's" }],
    ['A="tab\\t, line\\n, quote\\", back\\\\"', { A: 'tab\t, line\n, quote", back\\' }],
    ['A="\\101 \\0101"', { A: '\\101 A' }],
    ['A="first\nsecond"\nB=1', { A: 'first\nsecond', B: '1' }],
    ["A='first\nsecond'", { A: 'first\nsecond' }],
    ['A=${HOST} $HOST', { A: 'host host' }],
    ['A="${HOST:-x} ${NONE:-d}"', { A: 'host d' }],
    ['A="\\$HOST"', { A: '$HOST' }],
    ['A=$$HOST', { A: '$HOST' }],
    ['B=1\nC=$B', { B: '1', C: '1' }],
    ['A=inner\nC=$A', { A: 'inner', C: 'outer' }],
    ['A=$NONE', { A: '' }],
    ['A="${constructor} $toString"', { A: ' ' }],
    ['HOST\nNONE\nA=1', { HOST: 'host', A: '1' }],
    ['A=1\nA=2', { A: '2' }],
    [`A='p%d$x'`, { A: 'p%d$x' }],
  ])('reads %j', (text, values) => {
    expect(read(text)).toEqual(values);
  });

  it.each([
    ['A=1\nno value here', /^line 2 is no NAME=value$/],
    ['A B=1', /^line 1/],
    ['=1', /^line 1/],
    ['A="open\nB=1', /^line 1 has no closing "$/],
    ["A=1\nB='open", /^line 2 has no closing '$/],
    ['A=${B', /^line \d cannot be read: \$\{B has no closing }/],
    ['A=${NONE:?give it}', /NONE must be set: give it/],
  ])('refuses %j and says where', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('tells of variables that nothing sets', () => {
    unset.length = 0;
    read("A=$GONE ${HOST} '$quoted'\nB='$single' # $comment\nC=${ALSO:-x}\n");

    expect(unset).toEqual(['GONE', 'quoted']);
  });

  it('reads a long file in time that grows with its length', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `K${index}="v ${index}" # c\n`).join('');

    expect(Object.keys(read(text))).toHaveLength(20_000);
  });
});

describe('readPodmanEnvFile', () => {
  it.each([
    ['A=1\nB=2\n', { A: '1', B: '2' }],
    ['A="quoted"', { A: '"quoted"' }],
    ['A=x # kept', { A: 'x # kept' }],
    ['export A=1', { 'export A': '1' }],
    ['A=$HOST', { A: '$HOST' }],
    ['A=x=y', { A: 'x=y' }],
    ['A= trailing ', { A: ' trailing ' }],
    ['  A=1', { A: '1' }],
    ['# A=1\n\nB=2', { B: '2' }],
    ['BARE\nA=1', { A: '1' }],
    ['A="first\nsecond=2"', { A: '"first', second: '2"' }],
    ['A=1\r\nB=2', { A: '1', B: '2' }],
  ])('reads %j as it stands', (text, values) => {
    expect(readPodmanEnvFile(text)).toEqual(values);
  });
});
