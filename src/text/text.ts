/** Door of text: Indonesian text as text, with all words passed in as a grammar. */
export { fold } from './fold.js';
export { stem } from './stem.js';
export {
  OF_BODY,
  OF_PERSON,
  OF_SENTENCE,
  OF_TITLE,
  hashOfSign,
  letterOf,
  markSign,
  rootOf,
  rootSign,
  PAIRED,
  pairSign,
  signHash,
  wordHash,
} from './sign-hash.js';
export {
  ALL_CAPS,
  CAPITALISED,
  HARD,
  LOWER,
  NUMBER,
  SENTENCE,
  foldedRun,
  tokenise,
  type Tokens,
} from './tokens.js';
export { parseForm } from './patterns.js';
export { indexPatterns } from './pattern-index.js';
export { sortNearby } from './resolve-hits.js';
export { matchPatterns, type Hit, type MatchOptions, type PriorMention } from './match.js';
export { phraseList, PhraseTable } from './phrases.js';
export { pairsOf, type PairTable } from './pairs.js';
export type { Word } from './vocabulary.js';
export { workOf, type Work } from './work.js';
export type { KnownTokens } from './bare-initials.js';
export { createReader, type Analysed, type TextReader } from './reader.js';
export type { Clause } from './clauses.js';
export type { DateMention } from './dates.js';
export type { DateDoubt } from './date-years.js';
export type { NameMention } from './names.js';
export type { NumberMention, NumberSort } from './numbers.js';
export type { Paragraph, Quote, Sentence } from './sentences.js';
export { isSameName, jaroWinkler, sameName, similarTitle } from './same-name.js';
