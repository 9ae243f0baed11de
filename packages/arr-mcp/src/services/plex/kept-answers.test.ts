import { describe, expect, it } from 'vitest';

import { ServiceError } from '../service-error.ts';
import { KeptAnswers } from './kept-answers.ts';

function counting(error?: Error): { read: () => Promise<number>; count: () => number } {
  let count = 0;
  return {
    count: () => count,
    read: async () => {
      count += 1;
      if (error !== undefined) throw error;
      return count;
    },
  };
}

describe('KeptAnswers', () => {
  it('reads once what is asked for twice, and each key for itself', async () => {
    const kept = new KeptAnswers();
    const { read, count } = counting();

    expect([await kept.get('a', read), await kept.get('a', read), await kept.get('b', read)]).toEqual([1, 1, 2]);
    expect(count()).toBe(2);
  });

  it.each(['unreachable', 'timeout'] as const)('does not try again at once what was %s', async (code) => {
    const kept = new KeptAnswers();
    const { read, count } = counting(new ServiceError('plex', code, 'is away'));

    for (let time = 0; time < 2; time += 1) await expect(kept.get('a', read)).rejects.toMatchObject({ code });
    expect(count()).toBe(1);
  });

  it('tries again what failed otherwise', async () => {
    const kept = new KeptAnswers();
    const { read, count } = counting(new ServiceError('plex', 'unauthorized', 'refused the credential'));

    for (let time = 0; time < 2; time += 1) await expect(kept.get('a', read)).rejects.toThrow('refused');
    expect(count()).toBe(2);
  });
});
