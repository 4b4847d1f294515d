/** Tokens: words, numbers, folding, capitals and breaks. */
import { describe, expect, it } from '@jest/globals';
import { tokenise } from '../../src/text/text.js';

const foldedOf = (text: string): string[] => tokenise(text).folded;
const breaksOf = (text: string): number[] => Array.from(tokenise(text).breakBefore).slice(1);

describe('words and numbers', () => {
  it.each([
    ['Wali Kota Tangsel', ['wali', 'kota', 'tangsel']],
    ["Jum'at dan Jum’at dan Jum`at", ["jum'at", 'dan', "jum'at", 'dan', "jum'at"]],
    ["I'DIS", ["i'dis"]],
    ["'Netral' katanya", ['netral', 'katanya']],
    ['1.536 ASN, 45,4 persen', ['1.536', 'asn', '45,4', 'persen']],
    ['Nomor 100.3.4.2/4283/XI', ['nomor', '100.3.4.2', '4283', 'xi']],
    ['(8/11).', ['8', '11']],
    ['4.000-an', ['4.000', 'an']],
    ['cawe-cawe', ['cawe', 'cawe']],
    ['P3K dan Rp4 juta', ['p3k', 'dan', 'rp', '4', 'juta']],
    ['Cafe\u0301 Café CAFÉ', ['cafe', 'cafe', 'cafe']],
    ['ber\u00ADpihak ber\u200Bpihak', ['berpihak', 'berpihak']],
    ['ＡＳＮ １２', ['asn', '12']],
    ['𝐀𝐒𝐍', ['asn']],
    ['', []],
    ['…', []],
  ])('%s', (text, words) => expect(foldedOf(text)).toEqual(words));

  it('keeps offsets of the text as given', () => {
    const text = '“Sudah”\u00A0ber\u00ADpihak, kata\r\nJum’at 😀 dua';
    const tokens = tokenise(text);
    const printed = tokens.folded.map((_, i) => text.slice(tokens.start[i], tokens.end[i]));
    expect(printed).toEqual(['Sudah', 'ber\u00ADpihak', 'kata', 'Jum’at', 'dua']);
  });

  it('knows capitals', () => {
    expect(Array.from(tokenise('asn Asn ASN A É 12').capital)).toEqual([0, 1, 2, 1, 1, 0]);
  });
});

describe('breaks', () => {
  it.each([
    ['non ASN', [0]],
    ['non-ASN', [1]],
    ['ASN/TNI', [1]],
    ['10–12', [1]],
    ['Solo – Wali', [2]],
    ['Solo - Wali', [2]],
    ['TANGSEL—Dua', [2]],
    ['ASN, TNI; Polri: KPU (BKN) itu', [2, 2, 2, 2, 2]],
    ['netral. Ia', [3]],
    ['netral? Ia', [3]],
    ['publik. hal', [3]],
    ['Muna.Kemudian', [3]],
    ['siarnitas.id', [1]],
    ['SATELITNEWS.COM', [1]],
    ['S.Sos', [1]],
    ['A. B. Yusuf', [1, 1]],
    ['"Kami netral." Ia', [0, 3]],
    ['"Kami netral." ujarnya', [0, 2]],
    ['“Apakah netral?” tanya', [0, 2]],
    ['netral... lalu', [2]],
    ['netral… Ia', [3]],
    ['satu\ndua', [4]],
    ['satu\r\n\r\ndua', [4]],
    ['non\u00A0ASN', [0]],
    ['20% lebih', [0]],
  ])('%s', (text, breaks) => expect(breaksOf(text)).toEqual(breaks));
});
