import { describe, expect, it } from 'vitest';

import { interpolate } from './interpolate.ts';

const variables: Readonly<Record<string, string>> = { SET: 'value', EMPTY: '', OTHER: 'o', _x1: 'under', lower: 'low' };

function resolve(text: string): { result: string; unset: string[] } {
  const unset: string[] = [];
  const result = interpolate(text, { lookup: (name) => variables[name], unset: (name) => unset.push(name) });
  return { result, unset };
}

describe('interpolate', () => {
  it.each([
    ['plain', 'plain'],
    ['$SET', 'value'],
    ['${SET}', 'value'],
    ['a${SET}b$SET.c', 'avaluebvalue.c'],
    ['$_x1 $lower', 'under low'],
    ['$SET-x', 'value-x'],
    ['${SET:-d} ${EMPTY:-d} ${NONE:-d}', 'value d d'],
    ['${SET-d} ${EMPTY-d} ${NONE-d}', 'value  d'],
    ['${SET:-} ${NONE:-} ${NONE-}', 'value  '],
    ['${SET:+r} ${EMPTY:+r} ${NONE:+r}', 'r  '],
    ['${SET+r} ${EMPTY+r} ${NONE+r}', 'r r '],
    ['${SET:?m} ${SET?m} ${EMPTY?m}', 'value value '],
    ['${NONE:-${EMPTY:-c}}', 'c'],
    ['${NONE:-a${OTHER}b$SET}', 'aobvalue'],
    ['${SET:+${OTHER}}', 'o'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${NONE:-{x}', '{x'],
    ['${NONE:-two\nlines}', 'two\nlines'],
    ['$$', '$'],
    ['$$SET $${SET} $$$SET', '$SET ${SET} $value'],
    ['${NONE:-$$x}', '$x'],
  ])('makes %j to %j', (text, result) => {
    expect(resolve(text)).toEqual({ result, unset: [] });
  });

  it.each([
    ['$NONE', '', ['NONE']],
    ['a ${NONE} b', 'a  b', ['NONE']],
    ['${NONE:-$ALSO}', '', ['ALSO']],
    ['${SET:-$NONE}', 'value', []],
    ['${EMPTY}', '', []],
  ])('leaves what nothing sets in %j empty, and tells it', (text, result, unset) => {
    expect(resolve(text)).toEqual({ result, unset });
  });

  it.each([
    ['$5abc', /\$5abc is no way/],
    ['$(cmd)', /\$\(cmd\) is no way/],
    ['costs 5$', /\$ is no way/],
    ['$ {SET}', /is no way/],
    ['${SET', /\$\{SET has no closing }/],
    ['${NONE:-${SET}', /has no closing }/],
    ['${SET:}', /\$\{SET:} is no way/],
    ['${1A}', /\$\{1A} is no way/],
    ['${}', /\$\{} is no way/],
    ['${SET/a/b}', /is no way/],
    ['${NONE:?}', /^NONE must be set$/],
    ['${NONE:?the folder}', /^NONE must be set: the folder$/],
    ['${EMPTY:?for $OTHER}', /^EMPTY must be set: for o$/],
    ['${NONE?m}', /^NONE must be set: m$/],
  ])('refuses %j', (text, message) => {
    expect(() => resolve(text)).toThrow(message);
  });

  it('bounds the length', () => {
    const lookup = (): string => 'x'.repeat(100_000);

    expect(() => interpolate('$A'.repeat(100_000), { lookup, unset: () => undefined })).toThrow(/grows beyond 1000000/);
  });

  it('bounds the nesting', () => {
    const deep = `${'${NONE:-'.repeat(30)}x${'}'.repeat(30)}`;

    expect(() => resolve(deep)).toThrow(/nested deeper than 20/);
  });
});
