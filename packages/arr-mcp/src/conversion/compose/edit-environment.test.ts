import { describe, expect, it } from 'vitest';

import { editEnvironment, referenceOf } from './edit-environment.ts';

const tz = { service: 'a', name: 'TZ', value: 'UTC' };

describe('editEnvironment', () => {
  it.each([
    [
      'services:\n  a:\n    image: x\n',
      'services:\n  a:\n    environment:\n      TZ: "UTC"\n    image: x\n',
      undefined,
    ],
    [
      'services:\n  a:\n    environment:\n      TZ:\n      A: 1\n',
      'services:\n  a:\n    environment:\n      TZ: "UTC"\n      A: 1\n',
      '',
    ],
    [
      "services:\n  a:\n    environment:\n    - 'TZ=x' # c\n",
      'services:\n  a:\n    environment:\n    - "TZ=UTC" # c\n',
      'x',
    ],
    ['services:\n  a:\n    environment:\n      - TZ\n', 'services:\n  a:\n    environment:\n      - "TZ=UTC"\n', ''],
    [
      'services:\n  a:\n    environment:\n      - TZX=1\n',
      'services:\n  a:\n    environment:\n      - "TZ=UTC"\n      - TZX=1\n',
      undefined,
    ],
    [
      'services:\r\n  a:\r\n    environment:\r\n      TZ: x\r\n',
      'services:\r\n  a:\r\n    environment:\r\n      TZ: "UTC"\r\n',
      'x',
    ],
  ])('sets a variable in %j', (text, edited, before) => {
    expect(editEnvironment(text, tz)).toEqual({ text: edited, ...(before === undefined ? {} : { before }) });
  });

  it.each([
    'services:\n  a: {environment: {TZ: x}}\n',
    'services:\n  a:\n    environment: {TZ: x}\n',
    'services:\n  a:\n    environment: &env\n      TZ: x\n  b:\n    environment: *env\n',
    'x: &env\n  TZ: x\nservices:\n  a:\n    environment: *env\n',
    'services:\n  a:\n    environment:\n      TZ: |\n        x\n',
    'services:\n  a:\n    environment: TZ\n',
    'services: [a\n',
  ])('refuses what it cannot edit surely: %j', (text) => {
    expect(() => editEnvironment(text, tz)).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
  });

  it.each(['services:\n  b:\n    image: x\n', '', 'a: 1\n'])('has no service in %j', (text) => {
    expect(() => editEnvironment(text, tz)).toThrow(expect.objectContaining({ code: 'not_found' }) as Error);
  });
});

it.each([
  ['${TZ}', 'TZ'],
  ['$TZ', 'TZ'],
  ['${TZ:-Etc/UTC}', 'TZ'],
  ['${TZ:?missing}', 'TZ'],
  ['a${TZ}', undefined],
  ['${A}${B}', undefined],
  ['$$TZ', undefined],
  ['UTC', undefined],
])('reads the reference in %s', (value, name) => {
  expect(referenceOf(value)).toBe(name);
});
