/** Charset detection: labels that lie, labels that are missing. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeBody } from '../../src/collect/collect.js';

const TEXT = 'Wali kota berkata: “tidak boleh” – katanya … é';

describe('decodeBody', () => {
  it.each([
    ['utf-8 without a label', Buffer.from(TEXT), null, 'utf-8'],
    ['utf-8 labelled latin1', Buffer.from(TEXT), 'text/html; charset=ISO-8859-1', 'utf-8'],
    [
      'windows-1252 labelled utf-8',
      iconv.encode(TEXT, 'windows-1252'),
      'text/html; charset=utf-8',
      'windows-1252',
    ],
    [
      'windows-1252 labelled latin1',
      iconv.encode(TEXT, 'windows-1252'),
      'text/html; charset=latin1',
      'windows-1252',
    ],
    ['windows-1252 without a label', iconv.encode(TEXT, 'windows-1252'), 'text/html', 'windows-1252'],
    [
      'utf-8 with a mark that is labelled latin1',
      iconv.encode(`\ufeff${TEXT}`, 'utf-8'),
      'text/html; charset=latin1',
      'utf-8',
    ],
    [
      'utf-16 with the other mark',
      iconv.encode(`\ufeff${TEXT}`, 'utf-16be'),
      'text/html; charset=utf-8',
      'utf-16be',
    ],
    ['utf-16 with a mark', iconv.encode(`\ufeff${TEXT}`, 'utf-16le'), 'text/html', 'utf-16le'],
    ['an unknown label', Buffer.from(TEXT), 'text/html; charset=x-nonsense', 'utf-8'],
  ])('reads %s', (_name, bytes, type, charset) => {
    expect(decodeBody(bytes, type)).toEqual({ text: TEXT, charset });
  });

  it('believes a <meta charset> and an XML declaration where the header is silent', () => {
    const page = `<html><head><meta charset="koi8-r"></head><body>Привет</body>`;
    expect(decodeBody(iconv.encode(page, 'koi8-r'), 'text/html').text).toBe(page);
    const feed = `<?xml version="1.0" encoding="windows-1251"?><rss>Привет</rss>`;
    expect(decodeBody(iconv.encode(feed, 'windows-1251'), 'text/xml').charset).toBe('windows-1251');
  });

  it('keeps UTF-8 with a single broken byte', () => {
    const bytes = Buffer.concat([Buffer.from('“halo” – “lagi”'), Buffer.from([0xe2, 0x80])]);
    expect(decodeBody(bytes, 'text/html; charset=utf-8').charset).toBe('utf-8');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, label) => {
        expect(typeof decodeBody(Buffer.from(bytes), `text/html; charset=${label}`).text).toBe('string');
      }),
    );
  });
});
