/** Name grammar: the name words of a grammar, made ready for finding names. */
import type { Grammar } from '../model/grammar.js';
import { fold } from './fold.js';
import { phraseList, type PhraseTable } from './phrases.js';

export interface NameGrammar {
  titles: PhraseTable<true>;
  /** Titles that are printed in small letters too: "drg". */
  smallTitles: ReadonlySet<string>;
  courtesy: PhraseTable<true>;
  degrees: PhraseTable<true>;
  particles: ReadonlySet<string>;
  /** Words that are no names; those of few letters that the grammar prints in capitals only count in capitals. */
  notNames: ReadonlySet<string>;
  notNamesInCapitals: ReadonlySet<string>;
  initials: PhraseTable<true>;
  ages: PhraseTable<true>;
  lists: PhraseTable<true>;
  /** Endings that make a noun somebody's. */
  possessive: readonly string[];
}

/** Makes the name words of a grammar ready. */
export function readNameGrammar(grammar: Grammar): NameGrammar {
  return {
    titles: phraseList(grammar.titles),
    smallTitles: new Set(grammar.titles.filter((title) => title === title.toLowerCase())),
    courtesy: phraseList(grammar.courtesy),
    degrees: phraseList(grammar.degrees),
    particles: new Set(grammar.nameParticles.map(fold)),
    notNames: new Set(grammar.notNames.filter((word) => !isAcronym(word)).map(fold)),
    notNamesInCapitals: new Set(grammar.notNames.map(fold)),
    initials: phraseList(grammar.initials),
    ages: phraseList(grammar.ageWords),
    lists: phraseList(grammar.listWords),
    possessive: grammar.possessives,
  };
}

const LONGEST_ACRONYM = 4;

const isAcronym = (word: string): boolean => word.length <= LONGEST_ACRONYM && word === word.toUpperCase();
