/** Needles: what the words of a page must hold, letter by letter, for its article to be about neutrality at all. */
import { ELECTION_BODY_CODES } from '../model/code-lists.js';
import type { CompiledConcept, CompiledPattern, Dictionary, PatternAtom } from '../model/dictionary.js';

/** Letters that stand in a page one after the other, whatever stands between them. */
export interface Needle {
  /** The words that they make, parted by one space. */
  words: string;
  /** Lower case, a to z and 0 to 9. */
  letters: string;
  /** The letters as printed, where capitals count; null where they do not. */
  printed: string | null;
  /** Whether it is one word: then nothing but markup may stand between its letters. */
  oneWord: boolean;
  /** Whether a word may go on behind it. */
  opens: boolean;
}

/** A phrasing as far as it is looked for: of each of its parts one needle, near each other. */
export interface Phrasing {
  parts: Needle[][];
  /** Most letters between needles of two parts. */
  span: number;
}

/**
 * Phrasings of which every article must hold one that passes the gates of relevance: elections, the bodies that watch them
 * and the civil service, candidates, neutrality; and acts of taking sides that are told in words of their own.
 */
export function choosePhrasings({
  concepts,
  patterns,
}: Pick<Dictionary, 'concepts' | 'patterns'>): Phrasing[] {
  const parties = partyNeedles({ concepts, patterns });
  const phrasings = patterns.patterns.flatMap((pattern) => {
    const concept = concepts[pattern.concept];
    if (concept === undefined || pattern.anti || refersToWanted(pattern)) return [];
    const isAct = concept.kind === 'violation';
    if (!isAct && !isWanted(concept)) return [];
    // What is done for a party takes sides where no election is told of.
    const ofParty = isAct && pattern.atoms.some(isOfParty);
    const phrasing = toPhrasing(pattern, ofParty ? parties : null);
    return phrasing === null || (isAct && !ofParty && !isTelling(phrasing, pattern)) ? [] : [phrasing];
  });
  return dropImplied(phrasings);
}

const isOfParty = ({ optional, kinds }: PatternAtom): boolean =>
  !optional && kinds.length > 0 && kinds.every((kind) => kind === PARTY || WANTED_KINDS.has(kind));

/** The first words of all names of parties. */
const partyNeedles = ({ concepts, patterns }: Pick<Dictionary, 'concepts' | 'patterns'>): Needle[] =>
  patterns.patterns.flatMap(({ concept, anti, atoms: [first] }) =>
    !anti && first !== undefined && nameOf(concepts[concept]) === PARTY ? needlesOf(first) : [],
  );

const nameOf = (concept: CompiledConcept | undefined): string =>
  concept === undefined ? '' : `${concept.kind}:${concept.code}`;

/** Where a word is a phrasing by itself, no phrasing that holds it has to be looked for. */
function dropImplied(phrasings: readonly Phrasing[]): Phrasing[] {
  const alone = new Set(
    phrasings
      .flatMap(({ parts }) => (parts.length === 1 ? (parts[0] ?? []) : []))
      .filter(({ oneWord, opens, printed }) => oneWord && !opens && printed === null)
      .map(({ words }) => words),
  );
  const isImplied = ({ words }: Needle): boolean =>
    words.includes(' ') && words.split(' ').some((word) => alone.has(word));
  return phrasings
    .map(({ parts, span }) => ({
      span,
      parts: parts.map((part) =>
        part.filter((needle) => !isImplied(needle) && (parts.length === 1 || !alone.has(needle.words))),
      ),
    }))
    .filter(({ parts }) => parts.every((part) => part.length > 0));
}

const BODIES = new Set<string>([...ELECTION_BODY_CODES, 'kasn']);
const TOPICS = new Set(['neutrality', 'election_context']);

function isWanted({ kind, code, props }: CompiledConcept): boolean {
  if (kind === 'election' || kind === 'candidate') return true;
  if (kind === 'topic') return TOPICS.has(code);
  // Prosecutors sit in one of the bodies, but most of what they do is none of elections.
  return kind === 'institution' && BODIES.has(code) && props['prosecutor'] === undefined;
}

const WANTED_KINDS = new Set(['election', 'candidate', 'topic:neutrality', 'topic:election_context']);

/** Where a pattern needs a mention that is looked for itself, nothing more has to be. */
const refersToWanted = ({ atoms }: CompiledPattern): boolean =>
  atoms.some(
    ({ optional, kinds }) => !optional && kinds.length > 0 && kinds.every((kind) => WANTED_KINDS.has(kind)),
  );

// Letters of an act's rarest part: shorter words are those of everyday news, unless they stand beside several others
// where a party or a candidate might stand as well.
const TELLING = 9;
const PHRASE = 7;
const BESIDE = 6;
const SEVERAL = 3;

/** Whether the words of an act are its own, so that pages without one have hardly any of them. */
function isTelling({ parts }: Phrasing, { atoms }: CompiledPattern): boolean {
  const isRare = ({ letters, words }: Needle): boolean =>
    letters.length >= (words.includes(' ') ? PHRASE : TELLING);
  const isUsual = ({ letters }: Needle): boolean => letters.length >= BESIDE;
  const ofSides = atoms.some(({ kinds, words }) => kinds.length > 0 && words.length > 0);
  return (
    parts.some((part) => part.every(isRare)) ||
    (ofSides && parts.length >= SEVERAL && parts.some((part) => part.every(isUsual)))
  );
}

const MOST_NEEDLES = 400;
// Letters that a word of a gap, an atom and a mention may have, at most.
const GAP_WORD = 20;
const WORD = 14;
const MENTION = 120;

/** The parts of a pattern that must be there and are spelled out, words that follow each other joined into one. */
function toPhrasing({ atoms }: CompiledPattern, parties: Needle[] | null): Phrasing | null {
  const parts: Needle[][] = [];
  let joinable = false;
  let span = 0;
  for (const atom of atoms) {
    span += atom.gap > 0 ? atom.gap * GAP_WORD : atom.kinds.length > 0 ? MENTION : WORD;
    const words = spelledOut(atom, parties);
    const before = joinable ? (parts.at(-1) ?? []) : [];
    if (words !== null && before.length > 0 && before.length * words.length <= MOST_NEEDLES)
      parts[parts.length - 1] = before.flatMap((needle) => words.map((word) => join(needle, word)));
    else if (words !== null) parts.push(words);
    joinable = words !== null && !words.some(({ opens }) => opens);
  }
  return parts.length === 0 ? null : { parts, span };
}

const join = (a: Needle, b: Needle): Needle => ({
  words: `${a.words} ${b.words}`,
  letters: a.letters + b.letters,
  printed: null,
  oneWord: false,
  opens: b.opens,
});

/**
 * Alternatives of an atom; null where it may be left out, or holds what is not spelled out letter by letter. Mentions that
 * are looked for themselves need no words here; parties are told of in all news, and without the needles of `parties` are
 * left to the words beside them.
 */
function spelledOut(atom: PatternAtom, parties: Needle[] | null): Needle[] | null {
  if (atom.optional || atom.gap > 0 || atom.number || atom.stems.length > 0) return null;
  if (atom.kinds.some((kind) => kind !== PARTY && !WANTED_KINDS.has(kind))) return null;
  const ofParty = parties !== null && atom.kinds.includes(PARTY) ? parties : [];
  const needles = [...needlesOf(atom), ...ofParty];
  return needles.length === 0 || needles.some(({ letters }) => letters === '') ? null : needles;
}
const PARTY = 'topic:party';

const needlesOf = (atom: PatternAtom): Needle[] => [
  ...atom.words.map((word, i) => toNeedle(word, null, atom.prefix[i] === true)),
  ...atom.exact.map((printed) => toNeedle(printed, printed, false)),
];

const LONG = 12; // letters of a word behind which but an ending follows: "elektabilitas", "elektabilitasnya"

function toNeedle(word: string, printed: string | null, opens: boolean): Needle {
  const onlyLetters = (text: string): string => text.replace(/[^a-z0-9]/gi, '');
  const letters = onlyLetters(word).toLowerCase();
  return {
    words: word,
    letters,
    printed: printed === null ? null : onlyLetters(printed),
    oneWord: letters.length === word.length,
    opens: opens || (printed === null && letters.length === word.length && letters.length >= LONG),
  };
}
