import { describe, expect, it } from 'vitest';

import { nameInstances } from './name-instances.ts';

function named(found: readonly (string | [string, number])[], configured: Readonly<Record<string, string>> = {}) {
  return nameInstances(
    'sonarr',
    found.map((each) => (typeof each === 'string' ? { name: each } : { name: each[0], port: each[1] })),
    Object.entries(configured).map(([instance, url]) => ({ instance, url })),
  );
}

describe('nameInstances', () => {
  it.each(['sonarr', 'tv', 'sonarr-4k'])('calls the only one, %s, like the service', (name) => {
    expect(named([name])).toEqual(['sonarr']);
  });

  it('tells several apart by their names', () => {
    expect(named(['sonarr', 'Sonarr_4K', 'anime'])).toEqual(['sonarr', 'sonarr-4k', 'sonarr-anime']);
  });

  it('gives each name once', () => {
    expect(named(['sonarr', 'sonarr', 'sonarr'])).toEqual(['sonarr', 'sonarr-2', 'sonarr-3']);
  });

  it('takes the one that is set up for the one that runs', () => {
    expect(named(['whatever'], { 'sonarr-hd': 'http://nas:1' })).toEqual(['sonarr-hd']);
  });

  it('finds those that are set up by name, then by port', () => {
    const configured = { sonarr: 'http://nas:8989', 'sonarr-4k': 'http://nas:8990' };

    expect(named(['sonarr-4k', 'sonarr'], configured)).toEqual(['sonarr-4k', 'sonarr']);
    expect(
      named(
        [
          ['uhd', 8990],
          ['hd', 8989],
        ],
        configured,
      ),
    ).toEqual(['sonarr-4k', 'sonarr']);
  });

  it('gives one that is set up to no second container', () => {
    expect(
      named(
        [
          ['a', 8989],
          ['b', 8989],
        ],
        { sonarr: 'http://nas:8989' },
      ),
    ).toEqual(['sonarr', 'sonarr-b']);
  });

  it('keeps to 40 characters of a to z, digits and -', () => {
    const [, long = ''] = named(['sonarr', `${'x'.repeat(60)}/../é`]);

    expect(long).toMatch(/^sonarr-x{33}$/);
  });
});
