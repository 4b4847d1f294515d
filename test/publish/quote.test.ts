/** Quotations of articles as they are published: whole sentences, speech in its marks, one sign where a name was erased. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { coverOfReports } from '../../src/publish/mask-names.js';
import { quoteAround, sentenceCutter, wholeNames } from '../../src/publish/publish.js';
import { nameWords, veilOver } from '../../src/store/veil.js';

const dictionary = await loadDictionary();
const cut = sentenceCutter(dictionary.grammar);
const cover = coverOfReports({ reports: [], articles: [] }, wholeNames([]));

/** The published quotation around some words of a text. */
function quote(text: string, words: string): string {
  const at = text.indexOf(words);
  return cover.text(quoteAround(text, at, at + words.length, cut));
}

describe('a quotation', () => {
  it('is just the sentence of the evidence', () => {
    const text = 'Kalimat satu. Dua camat dipecat oleh bupati. Kalimat tiga.\nBaris lain.';
    expect(quote(text, 'dipecat')).toBe('Dua camat dipecat oleh bupati.');
  });

  const speech =
    'Kades diperiksa. “Kami sudah memanggilnya. Ia tidak datang. Besok lagi,” kata Totok. Ia pergi.';
  it.each([
    ['memanggilnya', '“Kami sudah memanggilnya. …”'],
    ['tidak datang', '“… Ia tidak datang. …”'],
    ['Besok', '“… Besok lagi,” kata Totok.'],
    ['pergi', 'Ia pergi.'],
    ['diperiksa', 'Kades diperiksa.'],
  ])('out of the middle of a speech says so: %s', (words, told) => {
    expect(quote(speech, words)).toBe(told);
    expect(quote(speech.replace(/[“”]/g, '"'), words)).toBe(told.replace(/[“”]/g, '"'));
  });

  it('adds no mark where straight ones do not come in pairs, and closes a speech that goes on in the next paragraph', () => {
    expect(quote('Layar 32" disita. Kades diperiksa.', 'diperiksa')).toBe('Kades diperiksa.');
    expect(quote('“Ia diam. Ia pergi.\n“Ia kembali,” kata Totok.', 'pergi')).toBe('“… Ia pergi. …”');
  });

  it('that is too long is cut between words, so that no half of a name is left', () => {
    const names = Array.from({ length: 60 }, (_, at) => `Nama${at}`);
    const text = `Kades ${names.join(' ')} dipecat bupati bersama ${names.join(' ')} kemarin.`;
    const told = quote(text, 'dipecat').split(' ');
    expect([told.at(0), told.at(-1)]).toEqual(['…', '…']);
    const words = new Set(text.split(' '));
    expect(told.slice(1, -1).filter((word) => !words.has(word))).toEqual([]);
  });
});

describe('a speech that is too long', () => {
  it('keeps its marks where it is cut', () => {
    const words = 'kami sudah memanggil camat itu berkali-kali '.repeat(15);
    const told = quote(`“Menurut aturan, ${words}tanpa hasil ${words}selesai,” kata Totok.`, 'tanpa');
    expect(told).toMatch(/^“… \w.*tanpa hasil.*\w …”$/);
  });
});

describe('a quotation of an article in which a name was erased', () => {
  const veil = veilOver([nameWords('Darmo Lastro'), nameWords("Ma'ruf Dg. Lastro")], { common: [] });
  const text =
    'Bupati menegur Darmo Lastro. Lastro menolak hadir. “Lastro bohong,” kata saksi. ' +
    "Camat dan Ma'ruf Dg. Lastro diperiksa Selasa. Mereka pergi menemui Lastro.Ia diam.";
  const veiled = veil(text);

  it.each([
    ['menegur', 'Bupati menegur █████.'],
    ['menolak', '█████ menolak hadir.'],
    ['bohong', '“█████ bohong,” kata saksi.'],
    ['diperiksa', 'Camat dan █████ diperiksa Selasa.'],
  ])('is the whole sentence, with the same sign for every name: %s', (words, told) => {
    expect(quote(veiled, words)).toBe(told);
  });

  it('reads the same when it is covered twice', () => {
    const once = cover.text(veiled);
    expect(once).toMatch(/^Bupati menegur █{5}\. █{5} menolak hadir\. “█{5} bohong/);
    expect(cover.text(once)).toBe(once);
  });

  it('keeps the stops behind the name, its offsets, and hides it where no space follows the stop', () => {
    expect(veiled).toHaveLength(text.length);
    expect(veiled).toContain('menemui ██████.Ia diam.');
    expect(veiled).not.toMatch(/Darmo|Lastro|ruf/);
  });
});
