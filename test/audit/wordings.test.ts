/** Wordings: each line of fixtures/wordings can be read, tells no other twice, and a bad one is named with its mend. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lessonsOfGold, readWordings } from '../../src/audit/audit.js';
import { packageRoot } from '../../src/dictionary/dictionary.js';

const read = (text: string) => [
  { start: 0, end: text.length, signs: text.split(' ').map((word) => `r ${word}`) },
];
const FOLDER = join(packageRoot(), 'fixtures', 'wordings');

describe('the wordings of the repository', () => {
  it.each(['violation', 'step'] as const)('of %ss can all be read', (kind) => {
    expect(readWordings(packageRoot(), kind, read).length).toBeGreaterThan(2000);
  });

  it('tell nothing twice', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const name of readdirSync(FOLDER).filter((one) => one.endsWith('.tsv')))
      readFileSync(join(FOLDER, name), 'utf8')
        .split('\n')
        .forEach((line, index) => {
          const wording = line.split('\t')[1]?.trim().toLowerCase();
          if (wording === undefined) return;
          const first = seen.get(wording);
          if (first === undefined) seen.set(wording, `${name}:${index + 1}`);
          else twice.push(`${name}:${index + 1} is ${first}`);
        });
    expect(twice).toEqual([]);
  });
});

describe('reading wordings', () => {
  const folderWith = (text: string): string => {
    const root = mkdtempSync(join(tmpdir(), 'wordings-'));
    mkdirSync(join(root, 'fixtures', 'wordings'), { recursive: true });
    writeFileSync(join(root, 'fixtures', 'wordings', 'steps-one.tsv'), text);
    return root;
  };

  it('takes codes without their reality, and none for a dash', () => {
    const root = folderWith('# notes\nexamined:realised,denial:denied\tia diperiksa\n-\thujan turun\n');
    expect(readWordings(root, 'step', read)).toEqual([
      { signs: ['r ia', 'r diperiksa'], codes: ['examined', 'denial'] },
      { signs: ['r hujan', 'r turun'], codes: [] },
    ]);
  });

  it.each(['examned:realised\tia diperiksa', 'examined ia diperiksa', 'examined\tia\tdiperiksa'])(
    'names file, line and mend of "%s"',
    (line) => {
      expect(() => readWordings(folderWith(`${line}\n`), 'step', read)).toThrow(
        /fixtures\/wordings\/steps-one\.tsv:1: write "code,code<TAB>sentence"/,
      );
    },
  );
});

describe('sentences of gold', () => {
  it('have the codes of the marks on them', () => {
    const text = 'ia diperiksa';
    const mark = {
      report: 0,
      kind: 'step' as const,
      code: 'examined',
      reality: 'realised',
      start: 3,
      end: 12,
      words: '',
    };
    const article = {
      id: 'x',
      file: 'x',
      title: 'x',
      text,
      published: '2024-01-01T00:00+07:00',
      relevance: 'case' as const,
      reports: [],
      claims: [],
      phenomena: [],
      hardCases: [],
      province: null,
      marks: [mark],
    };
    expect(lessonsOfGold([article], 'step', read)).toEqual([
      { signs: ['r ia', 'r diperiksa'], codes: ['examined'] },
    ]);
    expect(lessonsOfGold([article], 'violation', read)).toEqual([
      { signs: ['r ia', 'r diperiksa'], codes: [] },
    ]);
  });
});
