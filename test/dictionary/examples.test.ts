/** The example sentences of the dictionaries: each is a test, and each form stands in one. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary, readSources } from '../../src/dictionary/dictionary.js';
import type { Dictionary } from '../../src/model/dictionary.js';
import type { Form } from '../../src/model/lexicon.js';
import { join } from 'node:path';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { type ExampleSet, checkExamples, readBrackets, uncoveredForms } from './example-check.js';
import { whileInFolder } from './folders.js';

interface Entry {
  name: string;
  line: number | null;
  alias: boolean;
  forms: string[];
  examples: ExampleSet;
}

/** Entries of a folder in the order of the compiled concepts, by the file they stand in. */
async function entriesOf(folder: string): Promise<Map<string, Entry[]>> {
  const { lexicon, laws } = await readSources(folder);
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

const dictionary = await loadDictionary();
const entries = await entriesOf(join(packageRoot(), 'dictionaries'));

describe('the examples of', () => {
  let concept = 0;
  for (const [file, inFile] of entries)
    describe(file, () => {
      for (const entry of inFile) {
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
  const told = (find: string, ignore: string, missed: string): Promise<string> =>
    whileInFolder(file(find, ignore, missed), async (folder) => {
      const own = await loadDictionary(folder);
      const all = [...(await entriesOf(folder)).values()].flat();
      return all.flatMap((entry) => wrongIn(own, 0, entry)).join('\n');
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

  it('is content with right examples', async () => {
    expect(await told('Ia [kampanye di medsos] dan [unggah dukungan].', 'Ia pulang.', 'Ia berkicau.')).toBe(
      '',
    );
  });

  it('tells what is not found, what is found, what is found by now, and what has no example', async () => {
    expect(await told('Ia kampanye [di medsos].', 'Ia pulang.', 'Ia berkicau.')).toMatch(
      /\[di medsos\] is not found, but "kampanye di medsos" \(lexicon\/a\/online_campaign\/1\)/,
    );
    expect(await told('Ia [kampanye di medsos].', 'Ia unggah dukungan.', 'Ia berkicau.')).toMatch(
      /^ignore "Ia unggah dukungan."/,
    );
    expect(await told('Ia [kampanye di medsos].', 'Ia pulang.', 'Ia unggah dukungan.')).toMatch(
      /move it to find/,
    );
    expect(await told('Ia [kampanye di medsos].', 'Ia pulang.', 'Ia diam.')).toMatch(
      /form 2 "unggah dukungan" \(lexicon\/a\/online_campaign\/2\) is in no find example/,
    );
  });
});
