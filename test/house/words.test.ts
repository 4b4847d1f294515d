/** House test: the code knows no word of the dictionaries and no outlet; all words stand in data. */
import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDictionary, loadOutlets, packageRoot } from '../../src/dictionary/dictionary.js';
import type { Dictionary } from '../../src/model/dictionary.js';
import { literalsOf, sourceFiles } from './literals.js';

const SHORTEST = 4;
// 'viii'
const ROMAN = /^[ivxlc]+$/;

/** Lower-case words of a text. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** Words of the dictionaries that are English too, which messages and field names need. */
const HOMOGRAPHS = words(`
  supervisor independent review keywords security stat stories
  find free regional reply voice
  about already articles authors below compiled contact coverage credit credits from have links newsletters posts published
  headlines shared sponsored tell threads topics what work writer
  account active admin advertisement after again agenda alias area also article audio author bank banner before block
  breaking caption category center channel chat click code comment comments content copyright data date days deep
  desktop dialog edition editor election email error event external file film filter final first flash follow footer
  form format forum front full gallery general group header headline here home icon image index info input insert
  install item join label last latest layout leave level like link list live local login logo long mail main make margin mark media
  member menu modal message meta mobile model modified money month more most name navigation network news newsletter
  next none normal note number office offline online option order original page part partner password photo
  persons play player podcast point policy popular portal post poster premium press previous print privacy process
  product profile program project promo public read recommended region register related release report request
  real reset resolve role satire search section serial series server service session share sharing show sidebar sign site skip
  slide social solid sound source sponsor standard start status step stop story style subscribe support system table tags
  target team telegram terms test text theme this time title today toggle tool tools topic total transfer trending
  twitter type unit update updated upload user vendor version video view viral vote watch website week whatsapp
  widget with year youtube zero domain publisher
`);
/** The name of the project and its command, and the zones of the clock. */
const NAMES = words('pantau netralitas audit wita jakarta indonesia');

/** Words of the lexicon, the cues and the grammar, of four letters or more. */
function wordsOf({ patterns, grammar }: Dictionary): Set<string> {
  const atoms = patterns.patterns.flatMap((pattern) => pattern.atoms);
  const texts = [
    ...atoms.flatMap(({ words, stems, exact }) => [...words, ...stems, ...exact]),
    ...leaves(grammar),
  ];
  return new Set(
    texts
      .flatMap(words)
      .filter(
        (word) =>
          word.length >= SHORTEST && !ROMAN.test(word) && !HOMOGRAPHS.includes(word) && !NAMES.includes(word),
      ),
  );
}

/** Words of the closed lists: of a list its items, of a map its keys and listed spellings; other values are codes. */
function leaves(grammar: Dictionary['grammar']): string[] {
  return Object.values(grammar).flatMap((list: string[] | Record<string, unknown>) =>
    Array.isArray(list) ? list : [...Object.keys(list), ...Object.values(list).flatMap(spellings)],
  );
}

const spellings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What the model spells inside z.enum() and in its code lists are controlled codes, and no words. */
const CODES = new Set(
  sourceFiles(packageRoot(), 'src/model').flatMap((file) =>
    literalsOf(packageRoot(), file).flatMap(({ code, text }) =>
      code || file.endsWith('/code-lists.ts') ? [text] : [],
    ),
  ),
);

/** Words of the dictionaries in the literals of the code; a literal that is a controlled code as a whole is none. */
function spelledOut(root: string, known: ReadonlySet<string>, outlets: readonly string[]): string[] {
  const files = ['src', 'pipelines'].flatMap((folder) => sourceFiles(root, folder));
  return files.flatMap((file) =>
    literalsOf(root, file).flatMap(({ line, text }) => {
      if (CODES.has(text)) return [];
      const found = words(text).filter((word) => known.has(word));
      const named = outlets.filter((name) => text.toLowerCase().includes(name.toLowerCase()));
      return [...found, ...named].map(
        (word) => `${file}:${line}: "${word}" in ${JSON.stringify(text.slice(0, 60))}`,
      );
    }),
  );
}

const dictionary = await loadDictionary();
const outlets = (await loadOutlets())
  .flatMap(({ id, name }) => [id, name])
  .filter((name) => name.length >= SHORTEST);

describe('the code', () => {
  it('spells out no word of the dictionaries and no outlet', () => {
    const found = spelledOut(packageRoot(), wordsOf(dictionary), outlets);
    if (found.length > 0)
      throw new Error(
        `words belong into dictionaries/ (or, when English too, into HOMOGRAPHS of this test):\n${found.join('\n')}`,
      );
  });
});

describe('the check', () => {
  it('finds words in strings, templates and expressions, and leaves comments, codes and descriptions', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pantau-words-'));
    try {
      mkdirSync(join(folder, 'src'));
      const text = [
        '/** dipecat */',
        "import { a } from './dipecat.js';",
        '// dipecat',
        "export const b = 'Ia dipecat';",
        'export const c = `Ia ${a} dipecat`;',
        'export const d = /dipecat/;',
        "export const e = ['panwascam', 'kabarkini.example'];",
        "export const f = a.describe('dipecat');",
      ].join('\n');
      writeFileSync(join(folder, 'src/a.ts'), text);
      const found = spelledOut(folder, new Set(['dipecat', 'panwascam']), ['kabarkini']);
      expect(found).toEqual([
        'src/a.ts:4: "dipecat" in "Ia dipecat"',
        'src/a.ts:5: "dipecat" in " dipecat"',
        'src/a.ts:6: "dipecat" in "dipecat"',
        'src/a.ts:7: "kabarkini" in "kabarkini.example"',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
