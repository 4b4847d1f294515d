/** Citation words: the words that citations are made of and the known laws, as tables for look-up. */
import type { Dictionary } from '../model/dictionary.js';
import type { CitationWords, LawEntry } from '../model/laws.js';
import { phraseList, PhraseTable } from '../text/text.js';

/** The words of citations, ready for look-up. */
export interface Words {
  types: PhraseTable<string>;
  number: PhraseTable<true>;
  year: PhraseTable<true>;
  article: PhraseTable<true>;
  paragraph: PhraseTable<true>;
  letter: PhraseTable<true>;
  point: PhraseTable<true>;
  joined: PhraseTable<true>;
  shown: { paragraph: string; letter: string; point: string; joined: string };
  laws: Map<string, LawEntry>;
  corrupted: Map<string, LawEntry>;
  /** Types that the whitelist knows: an unknown number of these is worth a doubt. */
  listed: Set<string>;
}

const ready = new WeakMap<Dictionary, Words>();

/** The tables of a dictionary, made once. */
export function wordsOf(dictionary: Dictionary): Words {
  const before = ready.get(dictionary);
  if (before !== undefined) return before;
  const words = readWords(dictionary.citation, dictionary.laws);
  ready.set(dictionary, words);
  return words;
}

function readWords(citation: CitationWords, laws: readonly LawEntry[]): Words {
  const types = Object.entries(citation.types).flatMap(([type, spellings]) =>
    spellings.map((spelling) => [spelling, type] as const),
  );
  return {
    types: new PhraseTable(types),
    number: phraseList(citation.number),
    year: phraseList(citation.year),
    article: phraseList(citation.article),
    paragraph: phraseList(citation.paragraph),
    letter: phraseList(citation.letter),
    point: phraseList(citation.point),
    joined: phraseList(citation.joined),
    shown: {
      paragraph: citation.paragraph[0] ?? '',
      letter: citation.letter[0] ?? '',
      point: citation.point[0] ?? '',
      joined: citation.joined[0] ?? '',
    },
    laws: new Map(laws.map((law) => [law.value.toLowerCase(), law])),
    corrupted: new Map(
      laws.flatMap((law) => law.corruptions.map((form) => [form.toLowerCase(), law] as const)),
    ),
    listed: new Set(laws.map((law) => law.type)),
  };
}
