/** Pointing back: whether a title stands for somebody told of before, by its demonstrative or by what it is said to be. */
import type { Grammar } from '../model/grammar.js';
import { HARD, SENTENCE, pairsOf } from '../text/text.js';
import { VERBAL, startsOf } from './name-vetting.js';
import type { Mark, Passage } from './passage.js';
import { isBehindNumber } from './people-counts.js';
import { peopleWords } from './people-words.js';

/** Words of a person's phrase before its demonstrative. */
export const PHRASE = 5;
const COPULA = 5; // words for being something between a pronoun and what its bearer is

/**
 * "Ia guru di ...", "Ia adalah seorang guru", "Perempuan 35 tahun itu sehari-hari bekerja sebagai bidan", "... bahwa yang
 * bersangkutan adalah PNS": a pronoun or what stands for one, and right behind it what somebody told of before is.
 */
export function isPredicate({ analysed }: Passage, grammar: Grammar, first: number): boolean {
  const { words: printed, folded, breakBefore } = analysed.tokens;
  const words = peopleWords(grammar);
  let token = first - 1;
  while (
    first - 1 - token < COPULA &&
    (breakBefore[token + 1] ?? HARD) < HARD &&
    !words.demonstratives.has(folded[token] ?? '') &&
    (words.apposers.has(folded[token] ?? '') || words.holding.has(folded[token] ?? ''))
  )
    token -= 1;
  if ((breakBefore[token + 1] ?? HARD) >= HARD) return false;
  const word = folded[token] ?? '';
  // "yang bersangkutan adalah"
  if (token < first - 1 && pairsOf(grammar.anaphors).two(printed[token - 1], printed[token]) === '1')
    return true;
  if (grammar.anaphors[word] === '1') return (breakBefore[token] ?? 0) >= SENTENCE;
  if (token === first - 1 || !words.demonstratives.has(word)) return false;
  for (let back = token - 1; back >= token - PHRASE; back -= 1) {
    if (words.persons.has(folded[back] ?? '')) return (breakBefore[back] ?? 0) >= SENTENCE;
    if ((breakBefore[back] ?? SENTENCE) > 0) return false;
  }
  return false;
}

/** "Pejabat yang sehari-hari menjabat sekretaris dinas itu": behind a word for holding stands what somebody told of is. */
export const isHeld = (passage: Passage, grammar: Grammar, token: number): boolean =>
  [1, 2].some((back) => peopleWords(grammar).holding.has(passage.analysed.tokens.folded[token - back] ?? ''));

/** The singulars that point at somebody. */
const isPointing = ({ singulars }: Grammar, word: string): boolean =>
  singulars[2] === word || singulars[3] === word;

/** A demonstrative behind the title, or behind the place name that goes with it. */
export function pointsBack(passage: Passage, grammar: Grammar, title: Pick<Mark, 'first' | 'last'>): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  if (isPointing(grammar, folded[title.first - 1] ?? '')) return true;
  // "kelima guru" are the five told of before.
  if (Number(grammar.anaphors[folded[title.first - 1] ?? ''] ?? 0) > 1) return true;
  for (let token = title.last; token < title.last + 4; token += 1) {
    if ((breakBefore[token] ?? 0) >= 2) return false;
    if (grammar.demonstratives.includes(folded[token] ?? '')) return true;
    if (capital[token] === 0) break;
  }
  return pointsBackFar(passage, grammar, title);
}

const FAR = 14; // words of a noun phrase before its demonstrative

/** "Dosen ilmu politik pada sebuah universitas di Kota Gorontalo itu": a phrase without number or verb that a demonstrative closes. */
function pointsBackFar(passage: Passage, grammar: Grammar, title: Pick<Mark, 'first' | 'last'>): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  const words = peopleWords(grammar);
  const before = folded[title.first - 1] ?? '';
  // "Oknum sekdes di Kecamatan X itu": such a word is none of counting.
  const isOne = words.singulars.has(before) && !words.courtesy.has(before);
  if (isOne || words.plurals.has(before) || words.universals.has(before)) return false;
  if ((breakBefore[title.first] ?? 0) < 2 && isBehindNumber(passage, title.first)) return false;
  const verbs = verbsOf(passage);
  let unknown = 0;
  let placed = false;
  for (let token = title.last; token < title.last + FAR; token += 1) {
    if ((breakBefore[token] ?? 0) >= 2 || verbs[token] === 1) return false;
    const word = folded[token] ?? '';
    // Behind a place name the demonstrative belongs to the whole phrase, behind another noun to that noun.
    if (words.demonstratives.has(word))
      return token > title.last + 1 && (!placed || capital[token - 1] !== 0);
    if (grammar.locatives.includes(word)) placed = true;
    if (capital[token] === 0 && !words.links.has(word)) unknown += 1;
    if (unknown > 4) return false;
  }
  return false;
}

const verbStarts = new WeakMap<Passage, Uint8Array>();

/** By token: 1 where a verb or a cue begins. */
function verbsOf(passage: Passage): Uint8Array {
  const starts = verbStarts.get(passage) ?? startsOf(passage, VERBAL);
  verbStarts.set(passage, starts);
  return starts;
}
