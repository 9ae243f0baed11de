import { describe, expect, it } from 'vitest';

import { withoutLinks } from './without-links.ts';

describe('withoutLinks', () => {
  it.each([
    ['a query', 'HTTP request failed: [403] [GET] at [https://indexer.test/api?t=caps&apikey=k3y]'],
    ['a path', 'at [https://indexer.test/rss/k3y/feed]'],
    ['a sign-in', 'at https://user:k3y@indexer.test/'],
    ['an address of no known form', 'at http://[k3y'],
    ['words', 'apikey=k3y was refused'],
  ])('leaves no key that stands in %s', (_where, text) => {
    expect(withoutLinks(text)).not.toContain('k3y');
  });

  it('keeps the host and the words around it', () => {
    expect(withoutLinks('failed: [GET] at [https://indexer.test:8080/api?x=1] again')).toBe(
      'failed: [GET] at [https://indexer.test:8080] again',
    );
  });
});
