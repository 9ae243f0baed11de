import { describe, expect, it } from 'vitest';

import { XmlError, readXml } from './read-xml.ts';

describe('readXml', () => {
  it('gives elements and attributes the form of Plex’s JSON', () => {
    const xml =
      '<?xml version="1.0"?><MediaContainer size="2"><Video title="a"><Genre tag="x"/></Video></MediaContainer>';

    expect(readXml(xml)).toEqual({ MediaContainer: { size: '2', Metadata: [{ title: 'a', Genre: [{ tag: 'x' }] }] } });
  });

  it('keeps the order of items of different kinds, and menus apart from items', () => {
    const xml =
      '<MediaContainer><Directory ratingKey="1"/><Video ratingKey="2"/><Directory key="all"/><Track ratingKey="3"/></MediaContainer>';

    expect(readXml(xml)).toEqual({
      MediaContainer: {
        Metadata: [{ ratingKey: '1' }, { ratingKey: '2' }, { ratingKey: '3' }],
        Directory: [{ key: 'all' }],
      },
    });
  });

  it('reads the characters that XML has names and numbers for', () => {
    const xml = '<MediaContainer title="&quot;A&amp;B&quot; &#233;&#x20AC; &lt;&gt;&apos; &amp;amp;"/>';

    expect(readXml(xml)).toEqual({ MediaContainer: { title: '"A&B" é€ <>\' &amp;' } });
  });

  it.each(['&#0;', '&#xD800;', '&#x110000;', '&#1114112;'])('puts a mark for %s, which is no character', (code) => {
    expect(readXml(`<MediaContainer title="${code}"/>`)).toEqual({ MediaContainer: { title: '\uFFFD' } });
  });

  it('leaves names alone that nobody defined', () => {
    expect(readXml('<MediaContainer title="&lol; &#99999999;"/>')).toEqual({
      MediaContainer: { title: '&lol; &#99999999;' },
    });
  });

  it('reads text that was not UTF-8, whose bytes have become marks', () => {
    const text = Buffer.from('<MediaContainer title="caf\u00E9"/>', 'latin1').toString('utf8');

    expect(readXml(text)).toEqual({ MediaContainer: { title: 'caf\uFFFD' } });
  });

  const bomb = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);

  it.each([
    ['a document type', '<!DOCTYPE MediaContainer><MediaContainer/>'],
    ['entities that grow', `<!DOCTYPE m [<!ENTITY l0 "lol">${bomb.join('')}]><m a="&l9;">&l9;</m>`],
    ['one long entity, often', `<!DOCTYPE m [<!ENTITY a "${'a'.repeat(10_000)}">]><m>${'&a;'.repeat(10_000)}</m>`],
    ['a file of the host', '<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/passwd">]><m>&f;</m>'],
    ['an address', '<!DOCTYPE m SYSTEM "http://169.254.169.254/x.dtd"><m/>'],
    ['a document type in other letters', '<!doctype m><m/>'],
    ['great depth', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['depth without an end', '<a>'.repeat(200_000)],
    ['what is cut off', '<MediaContainer size="1"><Video title="a">'],
    ['an attribute without an end', `<MediaContainer title="${'a'.repeat(100_000)}`],
    ['two roots', '<MediaContainer/><MediaContainer/>'],
    ['nothing but a comment', '<!-- nothing -->'],
    ['names that mean something to the language', '<MediaContainer><__proto__ polluted="yes"/></MediaContainer>'],
    ['more than anybody needs', `<m a="${'a'.repeat(17 * 1024 * 1024)}"/>`],
  ])('refuses %s', (_what, xml) => {
    expect(() => readXml(xml)).toThrow(XmlError);
  });

  it('changes nothing but what it gives', () => {
    expect(() => readXml('<m __proto__="x" constructor="y"/>')).not.toThrow(TypeError);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
