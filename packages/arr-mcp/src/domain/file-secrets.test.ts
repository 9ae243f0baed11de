import { describe, expect, it } from 'vitest';

import { maskFileText } from './file-secrets.ts';

describe('maskFileText', () => {
  it.each([
    ['YAML', 'sonarr:\n  base_url: http://x\n  api_key: abc', 'sonarr:\n  base_url: http://x\n  api_key: ********'],
    ['YAML in a list', '- token: "abc"', '- token: "********"'],
    [
      'YAML over several lines',
      'a:\n  secret: |\n    one\n\n    two\n  b: 1',
      'a:\n  secret: |\n    ********\n\n    ********\n  b: 1',
    ],
    ['JSON', '  "apiKey": "abc",\n  "port": 1', '  "apiKey": "********",\n  "port": 1'],
    ['JSON on one line', '{"a":1,"apiKey":"abcd","b":2}', '{"a":1,"apiKey":"********","b":2}'],
    ['INI and TOML', 'password = x y\nuser = me', 'password = ********\nuser = me'],
    ['what is commented out', '#api_key: abc\n; token=abcd', '#api_key: ********\n; token=********'],
    ['XML', '<ApiKey>abc</ApiKey><Port>1</Port>', '<ApiKey>********</ApiKey><Port>1</Port>'],
    ['XML attributes', '<add key="ApiKey" value="abc" />', '<add key="ApiKey" value="********" />'],
    ['XML with attributes', '<Server Token="abc" Port="1"/>', '<Server Token="********" Port="1"/>'],
    ['headers', 'Authorization: Bearer abcdefgh', 'Authorization: ********'],
    ['commands', 'curl -H "X-Api-Key: abc" --token abc', 'curl -H "X-Api-Key: ********" --token ********'],
    ['addresses', 'url: http://me:abc@host/', 'url: http://me:********@host/'],
    ['addresses with keys', 'GET /api?apikey=abcdef&x=1', 'GET /api?apikey=********&x=1'],
  ])('masks secrets of %s', (_form, text, masked) => {
    expect(maskFileText(text)).toBe(masked);
  });

  it.each([
    'plain text',
    'keys: [',
    'api_key: ""',
    'password: null',
    'secrets:\n  - a',
    'token_count:',
    'keyboard: de',
  ])('leaves %j', (text) => {
    expect(maskFileText(text)).toBe(text);
  });

  it('takes no longer than the text is long', () => {
    const texts = [
      'a'.repeat(300_000),
      '<a '.repeat(100_000),
      '"key="'.repeat(50_000),
      ' '.repeat(300_000),
      'key="'.repeat(50_000),
      '<a b="'.repeat(50_000),
    ];
    for (const text of texts) expect(maskFileText(text).length).toBeGreaterThan(0);
  });
});
