/** The example sentences of the dictionaries: each is a test, and each form stands in one. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary, readSources } from '../../src/dictionary/dictionary.js';
import type { Dictionary, Form } from '../../src/model/dictionary.js';
import { join } from 'node:path';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { type ExampleSet, checkExamples, readBrackets, uncoveredForms } from './example-check.js';
import { inFolder } from './folders.js';

interface Entry {
  name: string;
  line: number | null;
  alias: boolean;
  forms: string[];
  examples: ExampleSet;
}

/** Entries of a folder in the order of the compiled concepts, by the file they stand in. */
function entriesOf(folder: string): Map<string, Entry[]> {
  const { lexicon, laws } = readSources(folder);
  const files = new Map<string, Entry[]>();
  const add = (file: string, entry: Entry): void => void files.set(file, [...(files.get(file) ?? []), entry]);
  const text = ({ form }: Form): string => form;
  for (const { file, value, lineOf } of lexicon)
    value.concepts.forEach(({ code, forms, examples }, i) => {
      const line = lineOf(['concepts', i]);
      add(file.shown, { name: code, line, alias: value.alias, forms: forms.map(text), examples });
    });
  for (const { file, value, lineOf } of laws)
    value.laws.forEach((law, i) => {
      const examples = law.examples ?? { find: [], ignore: [], missed: [] };
      add(file.shown, {
        name: law.value,
        line: lineOf(['laws', i]),
        alias: false,
        forms: law.forms,
        examples,
      });
    });
  return files;
}

function wrongIn(dictionary: Dictionary, concept: number, { alias, forms, examples }: Entry): string[] {
  const wrong = checkExamples(dictionary, concept, examples);
  return alias ? wrong : [...wrong, ...uncoveredForms(dictionary, concept, forms, examples.find)];
}

describe('the examples of', () => {
  const dictionary = loadDictionary();
  let concept = 0;
  for (const [file, entries] of entriesOf(join(packageRoot(), 'dictionaries')))
    describe(file, () => {
      for (const entry of entries) {
        const number = concept++;
        it(`${entry.name} (line ${entry.line})`, () => {
          const wrong = wrongIn(dictionary, number, entry);
          if (wrong.length > 0)
            throw new Error(`${file}:${entry.line} ${entry.name}\n  ${wrong.join('\n  ')}`);
        });
      }
    });
});

describe('the check itself', () => {
  const file = (find: string, ignore: string, missed: string): Record<string, string> => ({
    'lexicon/a.yaml': `kind: violation
concepts:
  - code: online_campaign
    label: {id: a, en: b}
    forms: [kampanye di medsos, {form: unggah dukungan, unless: [step]}]
    examples: {find: ["${find}"], ignore: ["${ignore}"], missed: ["${missed}"]}
`,
  });
  const told = (find: string, ignore: string, missed: string): string =>
    inFolder(file(find, ignore, missed), (folder) => {
      const entries = [...entriesOf(folder).values()].flat();
      return entries.flatMap((entry) => wrongIn(loadDictionary(folder), 0, entry)).join('\n');
    });

  it('reads brackets', () => {
    expect(readBrackets('a [b] c [d]')).toEqual({
      text: 'a b c d',
      spans: [
        { start: 2, end: 3 },
        { start: 6, end: 7 },
      ],
    });
  });

  it('is content with right examples', () => {
    expect(told('Ia [kampanye di medsos] dan [unggah dukungan].', 'Ia pulang.', 'Ia berkicau.')).toBe('');
  });

  it('tells what is not found, what is found, what is found by now, and what has no example', () => {
    expect(told('Ia kampanye [di medsos].', 'Ia pulang.', 'Ia berkicau.')).toMatch(
      /\[di medsos\] is not found, but "kampanye di medsos" \(lexicon\/a\/online_campaign\/1\)/,
    );
    expect(told('Ia [kampanye di medsos].', 'Ia unggah dukungan.', 'Ia berkicau.')).toMatch(
      /^ignore "Ia unggah dukungan."/,
    );
    expect(told('Ia [kampanye di medsos].', 'Ia pulang.', 'Ia unggah dukungan.')).toMatch(/move it to find/);
    expect(told('Ia [kampanye di medsos].', 'Ia pulang.', 'Ia diam.')).toMatch(
      /form 2 "unggah dukungan" \(lexicon\/a\/online_campaign\/2\) is in no find example/,
    );
  });
});
