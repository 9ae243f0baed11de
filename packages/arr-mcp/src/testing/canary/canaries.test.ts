import { describe, expect, it } from 'vitest';

import { Canaries } from './canaries.ts';

describe('Canaries', () => {
  const canaries = new Canaries();
  const token = canaries.at('a file');
  canaries.at('another file');

  it.each([
    ['as it is', `key=${token}&`],
    ['in capitals', token.toUpperCase()],
    ['its first half', token.slice(0, 16)],
    ['its second half', token.slice(16)],
    ['in base64', Buffer.from(token).toString('base64')],
    ['in the base64 of something with it', Buffer.from(`user:${token}\n`).toString('base64')],
    ['in base64 for addresses', Buffer.from(`{"k":"${token}"}`).toString('base64url')],
    ['behind a sign that JSON writes out', JSON.stringify(`"${token}"`)],
  ])('are found %s', (_how, text) => {
    expect(canaries.find(`before ${text} after`)).toEqual(['a file']);
  });

  it.each(['', 'nothing', '********'])('are not found in %j', (text) => {
    expect(canaries.find(text)).toEqual([]);
  });

  it('are the same for a place, and others for another', () => {
    expect(canaries.at('a file')).toBe(token);
    expect(canaries.at('another file')).not.toBe(token);
    expect(canaries.places).toEqual(['a file', 'another file']);
  });
});
