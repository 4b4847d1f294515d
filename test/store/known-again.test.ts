/** Names of erased people are known again by hashes, small misprints too, and names of others are not. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { findHidden, hashNames, readHash } from '../../src/store/known-again.js';
import { withLettersSwapped, withoutALetter } from '../../src/store/near-names.js';
import { nameWords } from '../../src/store/veil.js';

const NAMES = [
  'Joko Hartono',
  'Candrawansyah Rahmatullah',
  'Dewi Kusumaningrum',
  'Tri Yulianto',
  'Budi Salim',
];
const kept = hashNames(NAMES.map(nameWords), new Set(['joko']), 'salt');
const hidden = kept.map((one) => readHash({ salt: 'salt', tombstone: 'stone' }, one));
const found = (text: string): string[] => findHidden(text, hidden).names.map(({ printed }) => printed);

describe('an erased name', () => {
  it.each([
    ['as it was', 'Joko Hartono'],
    ['in capitals', 'JOKO HARTONO'],
    ['with another vowel', 'Joko Hartano'],
    ['with a letter more', 'Joko Hartonno'],
    ['with a letter less', 'Joko Hartno'],
    ['with an h more', 'Joko Harthono'],
    ['with two letters in the place of each other', 'Candrawasnyah Rahmatullah'],
    ['with a consonant less in a long word', 'Dewi Kusumanigrum'],
    ['with another consonant in a long word', 'Dewi Kusumanimgrum'],
  ])('is known %s', (_, name) => {
    expect(found(`Menurut ${name}, belum ada laporan.`)).toEqual([name]);
  });

  it.each([
    ['with another consonant in a short word', 'Joko Hartoyo'],
    ['with another last letter', 'Tri Yulianti'],
    ['with another letter of a short word', 'Budi Salam'],
    ['with another first letter', 'Joko Wartono'],
    ['with two letters amiss', 'Joko Hertano'],
    ['with a further syllable', 'Joko Hartonowati'],
    ['by one of its words', 'Joko Priyono'],
    ['misprinted in small letters, as no name is', 'joko hartano'],
  ])('is not known %s', (_, name) => {
    expect(found(`Menurut ${name}, belum ada laporan.`)).toEqual([]);
  });

  it('is known as it was by the hashes of an older tombstone, which say nothing of lengths', () => {
    const older = kept.filter((one) => !one.startsWith('~')).map((one) => one.replace(/:\S+/, ''));
    const known = older.map((one) => readHash({ salt: 'salt', tombstone: 'stone' }, one));
    expect(known.map(({ shape }) => shape)).toEqual(NAMES.map(() => null));
    expect(findHidden('Kata Joko Hartono.', known).names).toHaveLength(1);
  });

  it('is printed nowhere in what is kept, and says which of its words many bear', () => {
    expect(kept.join(' ')).not.toMatch(/joko|hart/i);
    expect(findHidden('Kata Joko Hartano', hidden)).toEqual({
      names: [{ words: ['joko', 'hartano'], printed: 'Joko Hartano', tombstone: 'stone' }],
      common: ['joko'],
    });
  });
});

describe('near forms', () => {
  it('leave out what is hardly heard, and of long words any letter within', () => {
    expect(withoutALetter(['joko', 'hartono'])).toEqual(['joko hrtono', 'joko hartno']);
    expect(withoutALetter(['wicaksono'])).toHaveLength(7);
    expect(withoutALetter(['budi', 'salim'])).toEqual([]);
  });

  it('swap two letters side by side within a word', () => {
    expect(withLettersSwapped(['tri', 'lestari'])).toEqual([
      'tri lsetari',
      'tri letsari',
      'tri lesatri',
      'tri lestrai',
    ]);
  });
});
