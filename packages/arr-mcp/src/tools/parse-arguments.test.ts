import { describe, expect, it } from 'vitest';

import { loadTools } from './load-tools.ts';
import { parseArguments } from './parse-arguments.ts';

const logs = loadTools().find(({ name }) => name === 'container_logs')!;

describe('parseArguments', () => {
  it('fills in defaults', () => {
    expect(parseArguments(logs, { name: 'sonarr' })).toEqual({ name: 'sonarr', lines: 100 });
  });

  it.each([
    [{ name: 'sonarr', line: 5 }, /unknown argument "line", did you mean lines\?/],
    [{ name: 'sonarr', zzzzzzzzzz: 5 }, /unknown argument "zzzzzzzzzz"$/],
    [{ name: 'sonarr', lines: 0 }, /lines/],
    [{ name: 'sonarr', lines: 'many' }, /lines/],
    [{}, /name/],
    [null, /name/],
    [[], /arguments/],
    ['name', /arguments/],
    [{ name: 'sonarr', __proto__: null, constructor: 1 }, /unknown argument "constructor"/],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(logs, args)).toThrow(message);
  });

  it('repeats no more than a bit of what it refuses', () => {
    const name = 'x'.repeat(10_000);

    expect(() => parseArguments(logs, { name: 'sonarr', [name]: 1 })).toThrow(/^.{1,300}$/);
  });
});
