/** Reads the grammar files of the repository, as the dictionary does, for the tests of text. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { GrammarFile, type Grammar } from '../../src/model/grammar.js';

const FOLDER = new URL('../../dictionaries/grammar/', import.meta.url);

function readGrammar(): Grammar {
  const grammar: GrammarFile = {};
  for (const name of readdirSync(FOLDER).sort()) {
    const file = parse(readFileSync(new URL(name, FOLDER), 'utf8'), { schema: 'failsafe' }) as unknown;
    Object.assign(grammar, GrammarFile.parse(file));
  }
  return grammar as Grammar;
}

export const grammar = readGrammar();
