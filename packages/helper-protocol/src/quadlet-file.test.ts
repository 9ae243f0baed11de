import { describe, expect, it } from 'vitest';

import { listQuadletEntries, parseQuadletFile, printQuadletFile, quadletValues } from './quadlet-file.ts';
import type { QuadletFile, QuadletProblem } from './quadlet-file.ts';

function parsed(text: string): QuadletFile {
  const result = parseQuadletFile(text);
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line} ${message}`).join());
  return result.file;
}

function problems(text: string): readonly QuadletProblem[] {
  const result = parseQuadletFile(text);
  return result.ok ? [] : result.problems;
}

const pairs = (text: string) =>
  listQuadletEntries(parsed(text)).map(({ section, key, value }) => [section, key, value]);

describe('parseQuadletFile', () => {
  it('reads sections, repeated keys and their line numbers', () => {
    const file = parsed('[Unit]\nAfter=a\n\n[Container]\nImage = x\nVolume=a:/a\nVolume=b:/b\n');
    expect(quadletValues(file, 'Container', 'Volume')).toEqual(['a:/a', 'b:/b']);
    expect(listQuadletEntries(file)[1]).toEqual({ section: 'Container', key: 'Image', value: 'x', line: 5 });
  });

  it('joins continued lines as the generator does, over comments and blank lines', () => {
    const text = '[Container]\nEnvironment=A=1\\\n  # note\n; two\n\n   B=2 \\  \nC=3\nLabel=x\n';
    expect(pairs(text)).toEqual([
      ['Container', 'Environment', 'A=1B=2 C=3'],
      ['Container', 'Label', 'x'],
    ]);
  });

  it('joins a key that is split over two lines', () => {
    expect(pairs('[Service]\nExec\\\nStartPre=/bin/true')).toEqual([['Service', 'ExecStartPre', '/bin/true']]);
  });

  it('accepts CRLF line ends and comments behind no continuation', () => {
    expect(pairs('[Unit]\r\n# a \\\r\nAfter=b # not a comment\r\n')).toEqual([['Unit', 'After', 'b # not a comment']]);
  });

  it('forgets earlier values at an empty assignment', () => {
    expect(quadletValues(parsed('[Container]\nVolume=a\nVolume=\nVolume=b'), 'Container', 'Volume')).toEqual(['b']);
  });

  it.each([
    ['text before a section', 'Image=x', 1, /before the first/],
    ['a line without =', '[Container]\nFOO', 2, /neither/],
    ['no key', '[Container]\n=x', 2, /no key/],
    ['an empty header', '[]', 1, /section header/],
    ['an open header', '[Container', 1, /section header/],
    ['text behind a header', '[Container]x=y', 1, /section header/],
    ['a lone CR, where systemd starts a new line', '[Unit]\nDescription=a\rExecStartPre=b', 2, /control/],
    ['NUL', '[Unit]\nDescription=a\0b', 2, /control/],
    ['a byte order mark', '\uFEFF[Unit]', 1, /control/],
    ['a blank only Go trims', '[Unit]\n\u2003A=b', 2, /blank/],
    ['a backslash on the last line', '[Service]\nNice=5\\', 2, /backslash/],
    ['a continuation that only comments follow', '[Service]\nNice=5 \\\n# x\n\n', 2, /backslash/],
  ])('refuses %s', (_what, text, line, message) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.line).toBe(line);
    expect(found[0]?.message).toMatch(message);
  });

  it('reports every problem, in the order of the lines', () => {
    expect(problems('x\n[A]\ny\n=z\nk=v\\').map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });

  it('reads an empty file', () => {
    expect(parsed('')).toEqual({ head: [], sections: [] });
  });
});

describe('printQuadletFile', () => {
  it.each([
    '# head\n\n[Unit]\nAfter=b\n\n; why\n[Container]\nImage=x\nImage=\n[Unit]\nBefore=c\n',
    '[Container]\nLabel=x=1\\FOO\n',
    '',
  ])('gives an orderly file back unchanged', (text) => {
    expect(printQuadletFile(parsed(text))).toBe(text);
  });

  it('writes a continued line as one, with its comments above it', () => {
    expect(printQuadletFile(parsed('[A]\nk=1 \\\n# c\n2'))).toBe('[A]\n# c\nk=1 2\n');
  });

  it.each(['a\nb', 'a\\', ' a\u2003', 'a\r'])('refuses the value %j', (value) => {
    const file = { head: [], sections: [{ name: 'A', lines: [{ type: 'entry', key: 'k', value }] }] } as const;
    expect(() => printQuadletFile(file)).toThrow(RangeError);
  });

  it.each(['', 'a]', 'a\nb'])('refuses the section name %j', (name) => {
    expect(() => printQuadletFile({ head: [], sections: [{ name, lines: [] }] })).toThrow(RangeError);
  });
});
