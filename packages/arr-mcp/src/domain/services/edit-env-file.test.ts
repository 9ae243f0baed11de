import { describe, expect, it } from 'vitest';

import { editEnvFile } from './edit-env-file.ts';

describe('a line of .env', () => {
  it.each([
    ['TZ=UTC\nA=1\n', 'TZ=Europe/Berlin\nA=1\n', 'UTC'],
    ['A=1\r\nexport TZ = "Etc/UTC"\r\n', 'A=1\r\nexport TZ = Europe/Berlin\r\n', 'Etc/UTC'],
    ['# TZ=old\nTZ=\n', '# TZ=old\nTZ=Europe/Berlin\n', ''],
    ['A=1', 'A=1\nTZ=Europe/Berlin\n', undefined],
    ['', 'TZ=Europe/Berlin\n', undefined],
    ['MY_TZ=x\n', 'MY_TZ=x\nTZ=Europe/Berlin\n', undefined],
  ])('of %j is set', (text, edited, before) => {
    expect(editEnvFile(text, 'TZ', 'Europe/Berlin')).toEqual({
      text: edited,
      ...(before === undefined ? {} : { before }),
    });
  });

  it('is quoted where its value needs it', () => {
    expect(editEnvFile('', 'NAME', 'a b # c').text).toBe("NAME='a b # c'\n");
  });

  it.each(['TZ=a\nTZ=b\n', 'TZ="a\nb"\n'])('is not touched in %j', (text) => {
    expect(() => editEnvFile(text, 'TZ', 'x')).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
  });
});
