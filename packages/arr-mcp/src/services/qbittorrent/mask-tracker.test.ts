import { describe, expect, it } from 'vitest';

import { maskTracker, maskTrackersIn } from './mask-tracker.ts';

const key = '0123456789abcdef0123456789abcdef';

describe('a tracker as it is shown', () => {
  it.each([
    ['udp://tracker.example.test:6969/announce', 'udp://tracker.example.test:6969/announce'],
    ['http://tracker.example.test/announce.php', 'http://tracker.example.test/announce.php'],
    [`https://tracker.example.test/${key}/announce`, 'https://tracker.example.test/********/announce'],
    [`https://tracker.example.test/a/short1/announce`, 'https://tracker.example.test/********/********/announce'],
    [`https://tracker.example.test/announce.php?passkey=${key}`, 'https://tracker.example.test/announce.php?********'],
    [`https://tracker.example.test/announce#${key}`, 'https://tracker.example.test/announce'],
    [`https://${key}.tracker.example.test/announce`, 'https://********.tracker.example.test/announce'],
    [`https://me:${key}@tracker.example.test/announce`, 'https://tracker.example.test/announce'],
    [`https://[broken/${key}/announce`, '********'],
    ['** [DHT] **', '** [DHT] **'],
  ])('%s is %s', (url, shown) => {
    expect(maskTracker(url)).toBe(shown);
  });

  it('is masked in what it says too', () => {
    expect(maskTrackersIn(`see https://t.test/${key}/rules now`)).toBe('see https://t.test/********/******** now');
  });
});
