/** Sentence banks: how their lines are read, what their expectations mean, and that floors hold. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  checkSentenceFloors,
  pinSentenceFloors,
  readSentenceBanks,
  scoreBank,
  type BankScore,
} from '../../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';

const extractor = createExtractor(await loadDictionary(), 'test');
const FRAMES =
  "steps:\n  published: '2024-10-10'\n  text: 'KLATEN - Lurah Tegalyoso, Kabupaten Klaten, Bambang Sutejo, ikut berkampanye untuk calon bupati pada Pilkada 2024. ¶ %'\n";

describe('sentence banks', () => {
  let root: string;
  const write = (name: string, text: string): void =>
    writeFileSync(join(root, 'fixtures/sentences', name), text);
  const score = (): BankScore[] =>
    readSentenceBanks(root).map((bank) =>
      scoreBank(bank, ({ number, title, text, published }) =>
        extractor.extract({ id: String(number), url: null, outlet: null, title, text, published }),
      ),
    );
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pantau-sentences-'));
    mkdirSync(join(root, 'fixtures/sentences'), { recursive: true });
    write('frames.yaml', FRAMES);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('put each line into its frame, and tell what is wrong in one half only', () => {
    write(
      'steps-a.tsv',
      [
        'convicted:realised\tBawaslu memeriksa Bambang.',
        'convicted:realised\tBawaslu memeriksa Bambang.',
        'case;examined:realised;examined;!convicted;stage=examined;name=bambang_sutejo;place=33.10;pub=2024-10-08\tBawaslu memeriksa Bambang.',
        '# a comment',
        'stepdate=examined@2024-10-07;status=territorial_official;count=1;election=pilbup@2024;v=*;cases=1;!noname\tBawaslu memeriksa Bambang, Senin (7/10/2024).',
      ].join('\n'),
    );
    const [bank] = score();
    expect(bank).toMatchObject({
      name: 'steps-a',
      seen: { right: 0, lines: 1 },
      heldOut: { right: 2, lines: 3 },
    });
    expect(bank?.wrong.map(({ number, missed }) => [number, missed])).toEqual([[2, ['convicted:realised']]]);
  });

  it.each([
    ['no tab', 'steps-b.tsv', 'examined Bawaslu memeriksa Bambang.', 'steps-b.tsv:1: wants'],
    [
      'a token of no kind',
      'steps-b.tsv',
      '\nfoo=bar\tBawaslu memeriksa Bambang.',
      'steps-b.tsv:2: "foo=bar"',
    ],
    ['nothing expected', 'steps-b.tsv', 'pub=2024-01-01\tBawaslu memeriksa Bambang.', 'expects nothing'],
    ['a name without frame', 'other-b.tsv', '', 'other-b.tsv: no frame'],
  ])('with %s are refused by file and line', (_, name, text, message) => {
    write(name, text);
    expect(() => readSentenceBanks(root)).toThrow(message);
  });

  it('have floors that only fall with a reason', () => {
    const of = (right: number, lines = 10): BankScore[] => [
      { name: 'a', seen: { right, lines }, heldOut: { right: 0, lines: 0 }, wrong: [] },
    ];
    const { floors } = pinSentenceFloors(of(8), {}, null);
    expect(checkSentenceFloors(of(8), floors)).toEqual([]);
    expect(checkSentenceFloors(of(7), floors)).toEqual(['bank a: 7 of 10 lines are right, its floor is 8']);
    expect(checkSentenceFloors(of(8, 11), floors)[0]).toContain('other lines than its floor');
    expect(pinSentenceFloors(of(7), floors, null).refused).toEqual([
      'bank a would fall from 8 to 7 lines that are right',
    ]);
    expect(pinSentenceFloors(of(7), floors, 'a line was wrong').floors).toEqual({
      a: { lines: 10, right: 7, lowered: 'a line was wrong' },
    });
  });

  it('of the repository can be read', () => {
    for (const { name, lines } of readSentenceBanks(packageRoot()))
      expect([name, lines.length > 20]).toEqual([name, true]);
  });
});
