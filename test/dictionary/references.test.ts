/** References between entries: every kind:code that a form names must be the code of some concept. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';

const { concepts, patterns } = await loadDictionary();
const known = new Set(concepts.flatMap(({ kind, code }) => [kind, `${kind}:${code}`]));
// Kinds that are found without a lexicon: names, dates and numbers.
const MADE_ELSEWHERE = ['person', 'place', 'date', 'number', 'law'];

describe('references of forms', () => {
  it('name concepts that exist', () => {
    const lost = patterns.patterns.flatMap(({ id, atoms, needs, unless }) =>
      [...atoms.flatMap(({ kinds }) => kinds), ...needs, ...unless]
        .filter((name) => !known.has(name) && !MADE_ELSEWHERE.includes(name))
        .map((name) => `${id}: no concept is ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('do not refer to kinds that are themselves found by reference only', () => {
    const plain = new Set(
      patterns.patterns.flatMap(({ concept, anti }, i) =>
        anti || patterns.layered[i] ? [] : [concepts[concept]?.kind],
      ),
    );
    const lost = concepts.filter(({ kind }) => !plain.has(kind)).map(({ kind, code }) => `${kind}:${code}`);
    expect(lost).toEqual([]);
  });
});
