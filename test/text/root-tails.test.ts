import { describe, expect, it } from '@jest/globals';
import { RootTails } from '../../src/text/root-tails.js';
import { stem } from '../../src/text/stem.js';

const WORDS = [
  'memasang',
  'terpasangnya',
  'pemasangan',
  'menyusun',
  'mengirimkan',
  'pengaruhi',
  'dipengaruhinya',
  'memungut',
  'belajar',
  'kinerja',
  'menebar',
  'penyebaran',
  'pukulan',
];

describe('root tails', () => {
  it('keep every word whose stem is a root that is asked for', () => {
    const roots = WORDS.map(stem);
    const tails = new RootTails(roots);
    expect(roots.filter((root, i) => root === WORDS[i])).toHaveLength(0);
    expect(WORDS.filter((word) => !tails.mayHold(word))).toEqual([]);
  });

  it('pass over words that hold no such root', () => {
    const tails = new RootTails(['pasang', 'susun']);
    expect(['netral', 'kecamatan', 'susul', 'pas', ''].filter((word) => tails.mayHold(word))).toEqual([]);
  });

  it('ask for every word where a root is too short, and for none where there are no roots', () => {
    expect(new RootTails(['di']).mayHold('netral')).toBe(true);
    expect(new RootTails([]).mayHold('netral')).toBe(false);
  });
});
