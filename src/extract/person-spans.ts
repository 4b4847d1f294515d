/** Person spans: names made ready for finding their bearers, and the ground that they stand on. */
import type { NameMention } from '../text/text.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

/** A name without the titles, bodies and places at its ends. */
export interface PersonSpan {
  name: NameMention;
  first: number;
  last: number;
  text: string;
}

/** What is known of a body before its people are looked for. */
export interface Ground {
  passage: Passage;
  words: PeopleWords;
  isPlace: (token: number) => boolean;
  /** Tokens inside hits that are no names. */
  covered: Uint8Array;
  /** Tokens inside verbs of saying, steps, acts and cues. */
  verbal: Uint8Array;
}

/** A name with what is told of its bearer, and the list of names that it stands in. */
export interface Bearer {
  name: PersonSpan;
  own: Mark[];
  /** The first token of the list, or null. */
  list: number | null;
  /** The first token of the roll that the name stands in, offices between the names, or null. */
  roll: number | null;
}

/** The first token of a name, its titles and courtesy words included. */
export const leadOf = ({ name, first }: PersonSpan): number =>
  first === name.coreFirst ? name.first : first;

/** The token behind a name and its degrees. */
export const tailOf = ({ name, last }: PersonSpan): number => (last === name.coreLast ? name.last : last);

/** The name that one token is, initials or a word. */
export function nameOfToken({ text, analysed }: Passage, token: number, initials: boolean): NameMention {
  const { start, end } = analysed.tokens;
  const stretch = { start: start[token] ?? 0, end: end[token] ?? 0 };
  const core = text.slice(stretch.start, stretch.end);
  return {
    ...stretch,
    first: token,
    last: token + 1,
    printed: core,
    core,
    coreFirst: token,
    coreLast: token + 1,
    titles: [],
    initials,
    age: null,
  };
}
