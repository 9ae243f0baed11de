import { describe, expect, it } from 'vitest';

import { hashOfMagnet, hashOfTorrent } from './info-hash.ts';

const hash = '4163e72fe984d0c3e0ae85e9c3d729a73563d708';
// printf 'd6:lengthi5e4:name1:ae' | sha1sum
const info = 'd6:lengthi5e4:name1:ae';
const infoSha1 = '525ba536945d8397fa2c220c63629c0325ffde36';

describe('the info hash of a magnet link', () => {
  it.each([
    [`magnet:?xt=urn:btih:${hash}&dn=a`, hash],
    [`magnet:?dn=a&xt=urn:btih:${hash.toUpperCase()}`, hash],
    ['magnet:?xt=urn:btih:IFR6OL7JQTIMHYFOQXU4HVZJU42WHVYI', hash],
    ['magnet:?xt=urn:btih:short', undefined],
    [`magnet:?xt=urn:btmh:1220${'0'.repeat(64)}`, undefined],
    ['magnet:?dn=only+a+name', undefined],
  ])('of %s is %s', (magnet, expected) => {
    expect(hashOfMagnet(magnet)).toBe(expected);
  });
});

describe('the info hash of a torrent file', () => {
  it.each([
    ['that has nothing else', `d4:info${info}e`],
    ['with keys before and after', `d8:announce3:abc13:creation datei5e4:info${info}8:url-listl1:xee`],
    ['whose other keys hold one that is called info', `d1:ad4:infodee4:info${info}e`],
  ])('%s', (_what, file) => {
    expect(hashOfTorrent(Buffer.from(file))).toBe(infoSha1);
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<html></html>'],
    ['no info', 'd8:announce3:abce'],
    ['an info that is no dictionary', 'd4:info3:abce'],
    ['a text that is longer than the file', 'd4:info999999999:abce'],
    ['no end', `d4:info${info}`],
    ['a number without an end', `d1:ai${'9'.repeat(100)}e4:info${info}e`],
    ['a nesting that would never end', `d1:a${'l'.repeat(5000)}`],
    ['a negative length', 'd-1:a'],
  ])('is not there in %s', (_what, file) => {
    expect(hashOfTorrent(Buffer.from(file))).toBeUndefined();
  });
});
