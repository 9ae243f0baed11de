import { describe, expect, it } from 'vitest';

import { demoWorld, demoWorld4k } from './demo-world.ts';
import { demoMovies, demoSeries } from './library.ts';

const now = () => new Date('2026-11-21T12:00:00Z');

describe('demoWorld', () => {
  it('has what is written by hand and as much again as a real library', () => {
    const { series, movies } = demoWorld(now);

    expect(series.slice(0, demoSeries.length)).toEqual(demoSeries);
    expect(movies.slice(0, demoMovies.length)).toEqual(demoMovies);
    expect([series.length, movies.length]).toEqual([demoSeries.length + 60, demoMovies.length + 80]);
  });

  it('is the same each time', () => {
    expect(JSON.stringify(demoWorld(now))).toBe(JSON.stringify(demoWorld(now)));
  });

  it('gives each record an id of its own', () => {
    const { artists, downloads, movies, series } = demoWorld(now);
    const ids: unknown[][] = [
      series.map(({ tvdbId }) => tvdbId),
      series.map(({ imdbId }) => imdbId),
      movies.map(({ tmdbId }) => tmdbId),
      movies.map(({ imdbId }) => imdbId),
      artists.map(({ foreignId }) => foreignId),
      downloads.map(({ id }) => id),
    ];

    for (const each of ids) expect(new Set(each).size).toBe(each.length);
  });

  it('downloads what is airing', () => {
    const { downloads, series } = demoWorld(now);
    const wanted = downloads.flatMap(({ subject }) => (subject.kind === 'episode' ? [subject.tvdbId] : []));

    for (const id of wanted) expect(series.find(({ tvdbId }) => tvdbId === id)).toMatchObject({ owned: true });
  });

  it('lets a second Sonarr have a part of the series', () => {
    const world = demoWorld(now);
    const owned = demoWorld4k(world).series;

    expect(owned.length).toBeGreaterThan(5);
    expect(world.series).toEqual(expect.arrayContaining([...owned]));
  });
});
