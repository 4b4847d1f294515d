/** The gold is in order: every file is valid, stands where its id puts it, and together they cover the codebook. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  checkGoldFolder,
  folderOfId,
  GOLD_SETS,
  missingCoverage,
  readGoldFile,
  readGoldSet,
  takeMarksOut,
} from '../../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';

const ROOT = packageRoot();
const folders = ['open', 'sealed'].map((folder) => join(ROOT, 'fixtures/gold', folder));

describe('the gold', () => {
  it.each(folders)('of %s is in order', (folder) => {
    const { faults } = checkGoldFolder(folder);
    if (faults.length > 0) throw new Error(faults.map(({ file, mend }) => `${file}: ${mend}`).join('\n'));
  });

  it.each(GOLD_SETS)('of set %s can be read, each id once', (set) => {
    const ids = readGoldSet(ROOT, set).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('covers the codebook', async () => {
    const articles = folders.flatMap((folder) => checkGoldFolder(folder).articles);
    const { elections, gazetteer } = await loadDictionary();
    const provinces = Array.from(gazetteer.code.slice(0, gazetteer.levelStart[1]), String);
    const missing = missingCoverage(articles, { provinces, elections });
    if (missing.length > 0) throw new Error(`the gold articles lack:\n${missing.join('\n')}`);
  });
});

describe('a mark', () => {
  it('is taken out and keeps its stretch', () => {
    const { text, marks, faults } = takeMarksOut(
      'A {{1 step examined realised|diperiksa}} dan {{trap|nanti}}.\n',
    );
    expect(text).toBe('A diperiksa dan nanti.');
    expect(faults).toEqual([]);
    for (const { start, end, words } of marks) expect(text.slice(start, end)).toBe(words);
    expect(marks.map(({ report, kind, code, reality }) => [report, kind, code, reality])).toEqual([
      [0, 'step', 'examined', 'realised'],
      [null, 'trap', null, null],
    ]);
  });

  it('of an unknown kind, nested or left open is a fault', () => {
    expect(takeMarksOut('A {{1 person|b}} c').faults).toHaveLength(1);
    expect(takeMarksOut('A {{1 place|b {{1 date|c}} }} d').faults).not.toEqual([]);
    expect(takeMarksOut('A {{1 place|b} d').faults).not.toEqual([]);
  });
});

describe('a gold file', () => {
  const at = { folder: folderOfId('contoh-satu'), name: 'contoh-satu.yaml', path: 'contoh-satu.yaml' };
  const filler = 'Warga menunggu kabar dari kantor kecamatan sejak pagi. '.repeat(20);
  const file = (change: (text: string) => string = (text) => text): string[] =>
    readGoldFile(
      change(`id: contoh-satu
province: "11"
outlet_style: blog
published: 2018-02-20T10:12+07:00
title: Judul
text: |
  {{1 subject|MZ}} {{1 violation public_endorsement|mendukung}} calon, kata {{1 authority|Marzuki Abdullah}}. Ia {{1 step examined realised|diperiksa}}.
  ${filler}
relevance: case
reports:
  - type: case
    stage: examined
    violations: [public_endorsement]
    steps: [[examined, realised]]
    places: ["11.73"]
    election: {type: pilkada, year: 2018}
    date: "2018-02-19"
    subjects: [{name: MZ, status: village_head, count: 1}]
    authorities: [{name: Marzuki Abdullah, institution: bawaslu_local}]
claims: []
phenomena: []
hard_cases: [HC29]
note: none
`),
      at,
    ).mends;

  it('that is in order has no faults', () => expect(file()).toEqual([]));

  it.each<[string, (text: string) => string, RegExp]>([
    ['broken YAML', (text) => text.replace('claims: []', 'claims: ['), /not YAML/],
    ['a missing field', (text) => text.replace('note: none\n', ''), /note/],
    ['an unknown field', (text) => text.replace('note: none', 'note: none\nnotes: x'), /notes/],
    [
      'an unknown code',
      (text) => text.replace('violations: [public_endorsement]', 'violations: [endorsing]'),
      /violations\.0/,
    ],
    ['a code that is no text', (text) => text.replace('"11.73"', '11.73'), /places\.0/],
    ['a time without a zone', (text) => text.replace('10:12+07:00', '10:12'), /published/],
    [
      'another name',
      (text) => text.replace('id: contoh-satu', 'id: contoh-dua'),
      /name the file contoh-dua\.yaml/,
    ],
    ['too few words', (text) => text.replace(filler, ''), /words: write 150/],
    [
      'a stage without a step',
      (text) => text.replace('stage: examined', 'stage: reported'),
      /stage reported is not among/,
    ],
    [
      'a step without a mark',
      (text) => text.replace('{{1 step examined realised|diperiksa}}', 'diperiksa'),
      /step examined realised has no mark/,
    ],
    [
      'a violation without a mark',
      (text) => text.replace('{{1 violation public_endorsement|mendukung}}', 'x'),
      /public_endorsement has no mark/,
    ],
    ['a person without a mark', (text) => text.replace('{{1 subject|MZ}}', 'MZ'), /subject MZ has no mark/],
    [
      'a mark of no report',
      (text) => text.replace('{{1 subject|MZ}}', '{{1 subject|MZ}} {{2 place|B}}'),
      /names no report/,
    ],
    [
      'a mark that is not coded',
      (text) => text.replace('Ia {{', '{{1 violation vote_buying_by_apparatus|Ia}} {{'),
      /not among the violations/,
    ],
    ['another relevance', (text) => text.replace('relevance: case', 'relevance: none'), /relevance is none/],
  ])('with %s says so', (_, change, mend) => {
    expect(file(change).join('\n')).toMatch(mend);
  });

  it('of every set names real files', () => {
    for (const set of GOLD_SETS)
      for (const article of readGoldSet(ROOT, set)) expect(readFileSync(article.file, 'utf8')).not.toBe('');
  });
});
