import { describe, expect, it } from 'vitest';

import { defineCalls, toPath } from './service-call.ts';

const calls = defineCalls({
  list: { method: 'GET', path: '/api/v3/series', query: { term: 'text', ids: 'list', full: 'flag', page: 'number' } },
  one: { method: 'GET', path: '/api/v3/series/{id}/season/{number}' },
});

describe('toPath', () => {
  it('leaves out what is not given', () => {
    expect(toPath(calls.list, {})).toBe('/api/v3/series');
    expect(toPath(calls.list, { query: { term: undefined } })).toBe('/api/v3/series');
  });

  it('encodes values, so that none becomes another parameter', () => {
    expect(toPath(calls.list, { query: { term: 'a&page=2 é', full: false, page: 3 } })).toBe(
      '/api/v3/series?term=a%26page%3D2+%C3%A9&full=false&page=3',
    );
  });

  it('repeats the name of a list', () => {
    expect(toPath(calls.list, { query: { ids: [1, 2] } })).toBe('/api/v3/series?ids=1&ids=2');
  });

  it.each(['../command', 'a/b', '?x=1', '%2e%2e'])('keeps %j inside its place in the path', (id) => {
    const path = toPath(calls.one, { params: { id, number: 1 } });

    expect(path).toBe(`/api/v3/series/${encodeURIComponent(id)}/season/1`);
  });
});
