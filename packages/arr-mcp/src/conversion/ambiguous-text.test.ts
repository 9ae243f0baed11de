import { describe, expect, it } from 'vitest';

import { listAmbiguities } from './ambiguous-text.ts';

describe('listAmbiguities', () => {
  it.each([
    ['a: b # c\u2028d: e', /line break/],
    ['a: b # c\u2029d: e', /line break/],
    ['a: b # c\u0085d: e', /line break/],
    ['a: b # c\rd: e\n', /line break/],
    ['a: { privileged: "false" }', /takes it for true/],
    ["privileged: 'no'", /takes it for true/],
    ['privileged: ${P:-false}', /takes it for true/],
    ['privileged: n', /takes it for true/],
    ['privileged: 0', /takes it for true/],
    ['privileged: !reset true', /takes it for true/],
    ['privileged: !reset', /takes it for true/],
    ['privileged: !!str false', /takes it for true/],
    ['privileged: []', /takes it for true/],
    ['"privil\\u0065ged": "false"', /takes it for true/],
    ['a: &k privileged\n*k : "false"', /takes it for true/],
    ['a: &v "false"\nprivileged: *v', /takes it for true/],
    ['? privileged\n: "false"', /takes it for true/],
    ['!!merge x-a: { privileged: true }', /tag of a key/],
    ['!<tag:yaml.org,2002:merge> x-a: {}', /tag of a key/],
    ['%TAG !e! tag:yaml.org,2002:\n---\n!e!merge x-a: {}', /tag of a key/],
  ])('finds %j', (text, reason) => {
    expect(listAmbiguities(text)).toEqual([
      { value: expect.any(String) as string, reason: expect.stringMatching(reason) as string },
    ]);
  });

  it.each([
    'privileged: false\r\n',
    'privileged: no',
    'privileged: true',
    'privileged:',
    'a: &v false\nprivileged: *v',
    'services: { a: { ports: !reset [], environment: { PORT: !!str 80 } } }',
    'a: [',
    'NAME=privileged',
  ])('leaves %j alone', (text) => {
    expect(listAmbiguities(text)).toEqual([]);
  });
});
