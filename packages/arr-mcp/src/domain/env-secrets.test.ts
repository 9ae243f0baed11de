import { describe, expect, it } from 'vitest';

import { maskEnvValues, restoreEnvValues } from './env-secrets.ts';

describe('maskEnvValues', () => {
  it.each([
    ['every value, whatever its name', 'TZ=UTC\nAPI_KEY=abc', 'TZ=********\nAPI_KEY=********'],
    ['quotes and comments behind a value', 'A="x y" # old: z', 'A=********'],
    ['exported names', 'export A=1', 'export A=********'],
    ['names before a colon', 'A: 1', 'A: ********'],
    ['blanks around the sign', 'A = 1', 'A = ********'],
    ['values in comments', '# A=old\n#B=old', '# A=********\n#B=********'],
    ['secret names before a colon in comments', '# password: old', '# password: ********'],
    ['values with the sign in them', 'A=b=c==', 'A=********'],
    ['lines that have no name', 'hunter2\n  hunter3', '********\n********'],
    ['a value over several lines', 'K="-----BEGIN\nAB=C\n# no\n-----END"\nB=1', 'K=********\nB=********'],
    ['all that follows a quote that stays open', "A='x\nB=secret\n#C", 'A=********'],
    ['the rest of a value with an escaped quote', 'A="x\\"y\nz"\nB=1', 'A=********\nB=********'],
    ['lines that end as Windows has them', 'A=1\r\nB=2\r\n', 'A=********\nB=********\n'],
  ])('masks %s', (_what, text, masked) => {
    expect(maskEnvValues(text)).toBe(masked);
  });

  it.each(['', '\n', 'A=', '# a comment', '# Note: read this', '\t'])('leaves %j', (text) => {
    expect(maskEnvValues(text)).toBe(text);
  });

  it('takes no longer than the file is long', () => {
    const texts = ["A='x\n", '#', '# a', ' ', 'a', '#=', '"'].map((part) => part.repeat(200_000));
    for (const text of texts) expect(maskEnvValues(text).length).toBeGreaterThan(0);
  });
});

describe('restoreEnvValues', () => {
  const previous = 'TZ=UTC\nKEY="a b"\n#KEY=old\nKEY_FILE=/x\n';

  it('puts old values back where the mask stands', () => {
    const edited = maskEnvValues(previous).replace('TZ=********', 'TZ=CET').replace('#KEY=********\n', '');
    expect(restoreEnvValues(edited, previous)).toEqual({ content: 'TZ=CET\nKEY="a b"\nKEY_FILE=/x\n' });
  });

  it('gives back the very file when nothing was changed', () => {
    const text = 'export A=1\n\n# c\nP="x\ny"\nlonely\nA=2\n#A=3\n';
    expect(restoreEnvValues(maskEnvValues(text), text)).toEqual({ content: text });
  });

  it('names masked variables that have no old value', () => {
    expect(restoreEnvValues('TZ=********\nNEW=********', previous)).toEqual({ missing: ['NEW'] });
  });

  it('does not guess which of several values is meant', () => {
    expect(restoreEnvValues('A=********', 'A=1\nA=2')).toEqual({ missing: ['A'] });
    expect(restoreEnvValues('********', 'one\ntwo')).toEqual({ missing: ['a line without a name'] });
    expect(restoreEnvValues('A=********', 'A=1\nA=1')).toEqual({ content: 'A=1' });
  });
});
