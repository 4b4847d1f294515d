/** Name parts: the words, initials, degrees and ages that make up the name of a person. */
import type { NameGrammar } from './name-grammar.js';
import {
  ALL_CAPS,
  CAPITALISED,
  HARD,
  LOWER,
  NUMBER,
  SENTENCE,
  SOFT,
  WORD,
  gapBefore,
  type Tokens,
} from './tokens.js';

const LONGEST_INITIALS = 4; // letters
const LONGEST_RUN = 9; // words: a run of more is no name

const lengthOf = (tokens: Tokens, at: number): number => (tokens.folded[at] ?? '').length;

/** True when a token opens a sentence or a quote. */
export function isSentenceStart(tokens: Tokens, at: number): boolean {
  if (at === 0 || (tokens.breakBefore[at] ?? 0) >= SENTENCE) return true;
  return (
    (tokens.breakBefore[at] ?? 0) === HARD &&
    /["\u201C\u201D\u00AB:\u2013\u2014-]\s?$/u.test(gapBefore(tokens, at))
  );
}

/** True when a token may be a word of a name: capitalised, and nothing that never is one. */
export function nameWord(tokens: Tokens, at: number, grammar: NameGrammar, blocked: Uint8Array): boolean {
  if (at >= tokens.count || tokens.kind[at] !== WORD || tokens.capital[at] === LOWER) return false;
  const no = tokens.capital[at] === ALL_CAPS ? grammar.notNamesInCapitals : grammar.notNames;
  if (blocked[at] === 1 || no.has(tokens.folded[at] ?? '')) return false;
  return tokens.capital[at] === CAPITALISED || isShouted(tokens, at);
}

/** Capitals count as a name only in a line where everything is in capitals, or as a lone pair inside a name. */
function isShouted(tokens: Tokens, at: number): boolean {
  const near = [at - 2, at - 1, at + 1, at + 2].filter(
    (i) => i >= 0 && i < tokens.count && tokens.kind[i] === WORD,
  );
  return lengthOf(tokens, at) > 2 && near.length > 0 && near.every((i) => tokens.capital[i] === ALL_CAPS);
}

/** The token after the name words that begin at a token; the token itself when there are none. */
export function coreEnd(tokens: Tokens, first: number, grammar: NameGrammar, blocked: Uint8Array): number {
  if (!nameWord(tokens, first, grammar, blocked)) return first;
  if (isLoneLetter(tokens, first) && !joins(tokens, first + 1, grammar, blocked)) return first;
  let last = first + 1;
  const most = Math.min(tokens.count, first + LONGEST_RUN);
  while (last < most && joins(tokens, last, grammar, blocked)) {
    if (isDegree(tokens, last, grammar) || isTitle(tokens, last, grammar)) break;
    last++;
  }
  if (last > first && endsInInitials(tokens, last, grammar)) last++;
  // A particle at the end belongs to no name.
  while (last > first && tokens.capital[last - 1] === LOWER) last--;
  return last;
}

/** 'I Putu AW': a name cut short by the letters of its rest. */
function endsInInitials(tokens: Tokens, at: number, grammar: NameGrammar): boolean {
  if (tokens.capital[at] !== ALL_CAPS || (tokens.breakBefore[at] ?? HARD) > 0) return false;
  const length = lengthOf(tokens, at);
  if (length < 2 || length > 3 || grammar.notNamesInCapitals.has(tokens.folded[at] ?? '')) return false;
  if (isDegree(tokens, at, grammar) || /\d/.test(tokens.folded[at] ?? '')) return false;
  return tokens.capital[at + 1] === LOWER || (tokens.breakBefore[at + 1] ?? SENTENCE) >= HARD;
}

const isLoneLetter = (tokens: Tokens, at: number): boolean => lengthOf(tokens, at) === 1;

/** True when a token goes on with the name before it. */
function joins(tokens: Tokens, at: number, grammar: NameGrammar, blocked: Uint8Array): boolean {
  if (at >= tokens.count || (tokens.breakBefore[at] ?? HARD) > SOFT) return false;
  if (/[/&@_+]/.test(gapBefore(tokens, at))) return false;
  if (nameWord(tokens, at, grammar, blocked)) return true;
  const particle = grammar.particles.has(tokens.folded[at] ?? '') && tokens.capital[at] === LOWER;
  return particle && (tokens.breakBefore[at] ?? HARD) === 0 && nameWord(tokens, at + 1, grammar, blocked);
}

const SHORT = 2; // letters

/** A rank or title inside a run begins another name; a letter or two may belong to the name: 'Samin Hi. Marsaoly'. */
function isTitle(tokens: Tokens, at: number, grammar: NameGrammar): boolean {
  return lengthOf(tokens, at) > SHORT && grammar.titles.at(tokens, at, tokens.count) !== null;
}

/** True for initials that are explained by a name in full: capitals, a small name word, a capitalised word. */
export function isExplained(tokens: Tokens, at: number, grammar: NameGrammar): boolean {
  const small = at + 1 < tokens.count && grammar.particles.has(tokens.folded[at + 1] ?? '');
  const plain = (tokens.breakBefore[at + 1] ?? HARD) === 0 && (tokens.breakBefore[at + 2] ?? HARD) === 0;
  return small && plain && lengthOf(tokens, at + 1) > 3 && tokens.capital[at + 2] === CAPITALISED;
}

/** 'two teachers, SH and RA, teach': two capitals between commas or the members of a list. */
export function isApposed(tokens: Tokens, at: number, grammar: NameGrammar): boolean {
  if (tokens.capital[at] !== ALL_CAPS || lengthOf(tokens, at) !== 2 || at === 0) return false;
  if (grammar.notNamesInCapitals.has(tokens.folded[at] ?? '')) return false;
  const listed = grammar.lists.before(tokens, at, at - 1);
  const before = listed?.first ?? at;
  const opens = /^,\s?$/u.test(gapBefore(tokens, before));
  const afterPair =
    listed !== null && tokens.capital[before - 1] === ALL_CAPS && lengthOf(tokens, before - 1) === 2;
  const closes = /^,\s?$/u.test(at + 1 < tokens.count ? gapBefore(tokens, at + 1) : '');
  const goesOn = grammar.lists.at(tokens, at + 1, tokens.count) !== null;
  return (opens || afterPair) && (closes || goesOn);
}

/** Degrees in capitals or with stops inside a run; a word that only looks like one ("Amd" apart) must be followed by no name. */
function isDegree(tokens: Tokens, at: number, grammar: NameGrammar): boolean {
  const found = grammar.degrees.at(tokens, at, tokens.count);
  if (found === null || tokens.capital[at] === LOWER) return false;
  const stopped = found.last - at > 1;
  return stopped || (isInCapitals(tokens, at) && lengthOf(tokens, at) > 1);
}

/** 'SH', 'SPd': a word with more than its first letter a capital. */
const isInCapitals = ({ capital, text, start, end }: Tokens, at: number): boolean =>
  capital[at] === ALL_CAPS || /^[A-Z]+[a-z]{0,3}[A-Z]/u.test(text.slice(start[at], end[at]));

/** The token after the degrees behind a name, commas passed; the token itself when there are none. */
export function degreesAfter(tokens: Tokens, from: number, grammar: NameGrammar): number {
  let last = from;
  for (let round = 0; round < 8 && last < tokens.count; round++) {
    if (!/^[\s,.]{0,3}$/u.test(gapBefore(tokens, last)) || (tokens.breakBefore[last] ?? SENTENCE) >= SENTENCE)
      break;
    const found = grammar.degrees.at(tokens, last, tokens.count);
    if (found === null || tokens.capital[last] === LOWER) break;
    last = found.last;
  }
  return last;
}

/** The token after initials ("AS", "A.S.", "S") at a token; the token itself when their shape does not fit. */
export function initialsEnd(tokens: Tokens, at: number, notNames: ReadonlySet<string>): number {
  if (at >= tokens.count || tokens.kind[at] !== WORD || tokens.capital[at] === LOWER) return at;
  const length = lengthOf(tokens, at);
  if (tokens.capital[at] === ALL_CAPS && length <= LONGEST_INITIALS) {
    const continues = /^\s$/u.test(gapBefore(tokens, at + 1)) && tokens.capital[at + 1] === CAPITALISED;
    return (length > 2 && notNames.has(tokens.folded[at] ?? '')) ||
      (continues && lengthOf(tokens, at + 1) > 1)
      ? at
      : at + 1;
  }
  if (length > 1) return at;
  let last = at + 1;
  while (last < tokens.count && last < at + LONGEST_INITIALS && isLoneLetter(tokens, last)) {
    if (tokens.capital[last] === LOWER || !/^[.-]?\s?$/u.test(gapBefore(tokens, last))) break;
    last++;
  }
  const runsInto = tokens.capital[last] === CAPITALISED && (tokens.breakBefore[last] ?? HARD) <= SOFT;
  return runsInto ? at : last;
}

const YOUNGEST = 10;

/** The age in brackets behind a name ("(51)", "(51 years)"); null when there is none. */
export function ageAfter(tokens: Tokens, at: number, grammar: NameGrammar): number | null {
  if (at >= tokens.count || tokens.kind[at] !== NUMBER || gapBefore(tokens, at).trim() !== '(') return null;
  const digits = tokens.folded[at] ?? '';
  const unit = grammar.ages.at(tokens, at + 1, tokens.count);
  const close = tokens.text[tokens.end[(unit?.last ?? at + 1) - 1] ?? 0];
  const fits = /^\d{2}$/.test(digits) && Number(digits) >= YOUNGEST && (close === ')' || close === ',');
  return fits && (tokens.breakBefore[at] ?? SENTENCE) <= SOFT + 1 ? Number(digits) : null;
}
