/** Patterns: the pattern language and the engine. */
import { describe, expect, it } from '@jest/globals';
import type { CompiledPattern } from '../../src/model/dictionary.js';
import { indexPatterns, matchPatterns, parseForm, tokenise, type PriorMention } from '../../src/text/text.js';

const grammar = {
  clitics: ['nya', 'lah', 'kah', 'pun'],
  conjunctions: ['karena'],
  splitPrefixes: ['di'],
  numbers: { satu: '1', dua: '2', tiga: '3' },
  numberScales: { puluh: '10', juta: '1000000' },
  numberRanges: { belasan: ['11', '19'] as [string, string] },
  approximateSuffixes: ['an'],
  listWords: ['dan', 'atau', 'serta'],
};

interface Entry {
  kind?: string;
  code?: string;
  forms: string[];
  not?: string[];
}

function build(entries: Entry[]) {
  const patterns: CompiledPattern[] = entries.flatMap(({ forms, not = [] }, concept) =>
    [...forms, ...not].map((form, i) => ({
      id: `${concept}/${i}`,
      concept,
      atoms: parseForm(form),
      anti: i >= forms.length,
      voice: null,
      reality: null,
      needs: [],
      unless: [],
    })),
  );
  const concepts = entries.map(({ kind = 'step', code = 'x' }) => ({ kind: kind as 'step', code }));
  return { set: indexPatterns(patterns), concepts };
}

function find(entries: Entry[], text: string, prior: PriorMention[] = []): string[] {
  const { set, concepts } = build(entries);
  const tokens = tokenise(text);
  return matchPatterns(tokens, 0, tokens.count, set, { concepts, grammar, prior }).map((hit) =>
    text.slice(hit.start, hit.end),
  );
}
const one = (form: string, text: string): string[] => find([{ forms: [form] }], text);

describe('the pattern language', () => {
  it.each([
    ['tim sukses', 'jadi Tim Sukses caleg', ['Tim Sukses']],
    ['tim sukses|pemenangan', 'tim pemenangan', ['tim pemenangan']],
    ['tim sukses', 'tim, sukses', []],
    ['tim sukses', 'tim. Sukses', []],
    [
      'sanksi disiplin? berat',
      'sanksi berat dan sanksi disiplin berat',
      ['sanksi berat', 'sanksi disiplin berat'],
    ],
    ['kampanye hitam?', 'kampanye hitam', ['kampanye hitam']],
    ['netral*', 'netralitas, kenetralan, netral', ['netralitas', 'netral']],
    ['di*', 'dicopot', ['dicopot']],
    ['~henti', 'Ia diberhentikan dan pemberhentian itu', ['diberhentikan', 'pemberhentian']],
    ['langgar|~langgar netral*', 'melanggar netralitas', ['melanggar netralitas']],
    ['=SE ..2 bupati', 'SE Nomor 4 Bupati; se nomor 4 bupati', ['SE Nomor 4 Bupati']],
    [
      'melanggar ..2 netralitas',
      'melanggar asas netralitas; melanggar a b c netralitas',
      ['melanggar asas netralitas'],
    ],
    ['melanggar ..3 netralitas', 'melanggar netralitas dan netralitas', ['melanggar netralitas']],
    ['melanggar ..3 netralitas', 'melanggar, tetapi netralitas', []],
    [
      '# orang',
      'dua orang, 12 orang, dua puluh satu orang, 4.000-an orang',
      ['dua orang', '12 orang', 'dua puluh satu orang', '4.000-an orang'],
    ],
    ['# asn', 'dua (2) ASN', ['dua (2) ASN']],
    ['cawe-cawe', 'cawe-cawe dan cawe cawe', ['cawe-cawe', 'cawe cawe']],
    ['non-asn|honorer', 'non ASN, non-ASN, honorer', ['non ASN', 'non-ASN', 'honorer']],
    [
      'aparatur sipil negara dicopot',
      'Aparatur Sipil Negara (ASN) dicopot',
      ['Aparatur Sipil Negara (ASN) dicopot'],
    ],
    ['aparatur dicopot', 'Aparatur (ASN), dicopot', []],
    ['p3k', 'P3K', ['P3K']],
    ['=S.Sos', 'Budi, S.Sos dan s.sos', ['S.Sos']],
  ])('%s in %s', (form, text, hits) => expect(one(form, text)).toEqual(hits));

  it('sees through clitics and prefixes that are spelled apart', () => {
    expect(one('netralitas asn', 'netralitasnya ASN-nya')).toEqual(['netralitasnya ASN']);
    expect(one('asn dicopot', 'ASN-nya dicopot')).toEqual(['ASN-nya dicopot']);
    expect(one('sudah dicopot', 'sudah di copot')).toEqual(['sudah di copot']);
    expect(one('dicopot', 'telah di copot')).toEqual(['di copot']);
    expect(one('pegawainya', 'pegawai')).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    ['a||b', 'alternative is empty'],
    ['..3 a', 'between words'],
    ['a ..3', 'between words'],
    ['a ..3 ..2 b', 'two gaps'],
    ['a? b?', 'optional'],
    ['a ..99 b', '1 to 12'],
    ['a ..x b', 'no gap'],
    ['<step', 'closing'],
    ['<Step:>', 'names no mention'],
    ['~a-b', 'more than one word'],
    ['a*b', 'stray'],
    ['--', 'holds no word'],
  ])('refuses "%s"', (form, why) => expect(() => parseForm(form)).toThrow(why));
});

describe('hits', () => {
  it('refers to mentions found before', () => {
    const entries = [
      { kind: 'institution', code: 'kasn', forms: ['kasn'] },
      { kind: 'step', forms: ['rekomendasi <institution:bkn|kasn>', '<place> menegur'] },
    ];
    expect(find(entries, 'rekomendasi KASN')).toEqual(['rekomendasi KASN', 'KASN']);
    const prior = [{ kind: 'place', code: '33.72', first: 0, last: 2 }];
    expect(find(entries, 'Kota Solo menegur', prior)).toEqual(['Kota Solo menegur']);
    expect(find(entries, 'Kota Solo menegur')).toEqual([]);
  });

  it('drops hits inside look-alikes of their own concept only', () => {
    const entries = [
      { forms: ['tim sukses'], not: ['tim sukses bola'] },
      { forms: ['sukses'], kind: 'topic' },
    ];
    expect(find(entries, 'tim sukses bola')).toEqual(['sukses']);
    expect(find(entries, 'tim sukses caleg')).toEqual(['tim sukses', 'sukses']);
  });

  it('lets the longest hit of a kind win and keeps equally long ones of different concepts', () => {
    expect(find([{ forms: ['sanksi'] }, { forms: ['sanksi berat'] }], 'sanksi berat')).toEqual([
      'sanksi berat',
    ]);
    expect(find([{ forms: ['sanksi'] }, { forms: ['sanksi'] }], 'sanksi')).toEqual(['sanksi', 'sanksi']);
    expect(find([{ forms: ['sanksi', '~sanksi'] }], 'sanksi')).toEqual(['sanksi']);
    const two = [{ forms: ['sanksi'] }, { forms: ['sanksi berat'], kind: 'topic' }];
    expect(find(two, 'sanksi berat')).toEqual(['sanksi', 'sanksi berat']);
  });

  it('needs steps in proportion to the text, however repetitive', () => {
    const forms = [
      'a ..12 a ..12 a ..12 a ..12 b',
      'a? a? a? a? a? a? a? a? b',
      'a* ..12 a|a? ..12 a* ..9 b*',
    ];
    const { set, concepts } = build([{ forms }]);
    const steps = (words: number): number => {
      const counter = { steps: 0 };
      const tokens = tokenise('a '.repeat(words));
      matchPatterns(tokens, 0, words, set, { concepts, grammar, counter });
      return counter.steps;
    };
    const few = steps(1000);
    expect(few).toBeLessThan(1000 * 1000);
    expect(steps(4000)).toBeLessThan(4.2 * few);
  });
});
