/** Name grammar: the name words of a grammar, made ready for finding names. */
import type { Grammar } from '../model/dictionary.js';
import { fold } from './fold.js';
import { phraseList, type PhraseTable } from './phrases.js';

export interface NameGrammar {
  titles: PhraseTable<true>;
  courtesy: PhraseTable<true>;
  degrees: PhraseTable<true>;
  particles: ReadonlySet<string>;
  notNames: ReadonlySet<string>;
  initials: PhraseTable<true>;
  ages: PhraseTable<true>;
}

/** Makes the name words of a grammar ready. */
export function readNameGrammar(grammar: Grammar): NameGrammar {
  return {
    titles: phraseList(grammar.titles),
    courtesy: phraseList(grammar.courtesy),
    degrees: phraseList(grammar.degrees),
    particles: new Set(grammar.nameParticles.map(fold)),
    notNames: new Set(grammar.notNames.map(fold)),
    initials: phraseList(grammar.initials),
    ages: phraseList(grammar.ageWords),
  };
}
