import { describe, expect, it } from 'vitest';

import { maskArguments } from './mask-arguments.ts';

describe('maskArguments', () => {
  it.each([
    [{ api_key: 'abc' }, { api_key: '********' }],
    [
      { key: 'ApiKey', value: 'abc' },
      { key: '********', value: '********' },
    ],
    [
      { keyword: 'nzb_key', value: 'abc' },
      { keyword: '********', value: '********' },
    ],
    [
      { keyword: 'top_only', value: '1' },
      { keyword: '********', value: '1' },
    ],
    [{ nzb: 'https://i.test/x.nzb?apikey=abc' }, { nzb: 'https://i.test/x.nzb?apikey=********' }],
    [{ content: 'password=abc' }, { content: '(12 characters)' }],
  ])('keeps of %j no secret', (args, masked) => {
    expect(maskArguments(args)).toEqual(masked);
  });
});
