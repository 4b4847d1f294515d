/** Weighed: acts and steps that no pattern finds, but the words of a sentence together tell of, become marks like those of patterns. */
import type { Dictionary, Weights } from '../model/dictionary.js';
import type { Voice } from '../model/lexicon.js';
import { implyMark, type Mark, type Passage } from './passage.js';
import { takeSigns } from './signs.js';
import { addUp, weightOf, type Sum } from './weights.js';
import { MEASURES } from './step-kinds.js';

/** Log odds from which a sentence tells of a step; one of an act is never told surely enough by its words alone. */
const SURE_ODDS = { violation: Infinity, step: 2.5 };
/**
 * Log odds from which it is worth keeping that a sentence may tell of an act or step; tellings of measures are weighed once
 * more, by all that stands around them.
 */
const LEAST_ODDS = { violation: -3, step: -1, measure: -2 };
const REACH = 8; // words to each side of the weightiest one that its mark may cover
const SHARE = 0.35; // of the weightiest word that a word must weigh to be covered

/** Files of weights for single sentences. */
type SentenceWeights = Weights & { kind: 'violation' | 'step' };

const isOfSentences = (weights: Weights): weights is SentenceWeights =>
  weights.kind === 'violation' || weights.kind === 'step';

/** Adds marks of weighed acts to a passage whose marks are those of patterns; sentences of boilerplate are left out. */
export function tellWeighed(passage: Passage, dictionary: Dictionary): void {
  if (dictionary.weights.length === 0) return;
  let found = false;
  passage.bySentence.forEach((row, sentence) => {
    if (passage.muted[sentence] === true) return;
    gather(passage, sentence);
    for (const weights of dictionary.weights) {
      if (!isOfSentences(weights)) continue;
      const fresh = weighSentence(passage, sentence, weights);
      if (fresh.length === 0) continue;
      row.push(...fresh);
      row.sort((a, b) => a.first - b.first || b.last - a.last);
      // What one file tells of surely is a sign for the next; what it is not sure of is none.
      if (fresh.some(({ kind }) => kind !== 'weighed')) gather(passage, sentence);
      found = true;
    }
    if (dropUnborne(row, dictionary)) found = true;
  });
  if (found) passage.marks = passage.bySentence.flat();
}

/**
 * "dipanggil", "menemukan": phrasings that mean many things count only where the words of their sentence together bear them
 * out; drops the others, and tells whether there were any.
 */
function dropUnborne(row: Mark[], { patterns: { patterns } }: Dictionary): boolean {
  const isBorne = ({ pattern, props }: Mark): boolean => {
    const least = patterns[pattern]?.borne;
    return least === undefined || Number(props['support'] ?? -Infinity) >= least;
  };
  if (row.every(isBorne)) return false;
  row.splice(0, row.length, ...row.filter(isBorne));
  return true;
}

/** New marks of the codes that the signs at hand speak for; where patterns have found the same, their marks are supported. */
function weighSentence(passage: Passage, sentence: number, weights: SentenceWeights): Mark[] {
  const sum = addUp(weights, hashes);
  const { odds } = sum;
  const worth = leastOf(weights);
  const fresh: Mark[] = [];
  // Nearly no code is told of: what such a one takes stands apart, so that the others make no closures.
  for (let number = 0; number < odds.length; number += 1)
    if (
      (odds[number] ?? -Infinity) >= (worth[number] ?? Infinity) &&
      !support(passage, sentence, weights, number, sum)
    )
      fresh.push(toMark(passage, sentence, weights, number, sum));
  return fresh;
}

const least = new WeakMap<Weights, Float64Array>();

/** By code number: the log odds from which it is worth keeping; found out once for each file of weights. */
function leastOf(weights: SentenceWeights): Float64Array {
  const known = least.get(weights);
  if (known !== undefined) return known;
  const { kind, codes } = weights;
  const found = Float64Array.from(
    codes,
    (code) => LEAST_ODDS[kind === 'step' && MEASURES.has(code) ? 'measure' : kind],
  );
  least.set(weights, found);
  return found;
}

/** Whether patterns have found what a code stands for; then their marks are told how surely it is there. */
function support(
  passage: Passage,
  sentence: number,
  { kind, codes }: SentenceWeights,
  number: number,
  { odds }: Sum,
): boolean {
  const row = passage.bySentence[sentence] ?? [];
  const known = row.filter((other) => other.kind === kind && other.code === codes[number]);
  for (const mark of known) mark.props = { ...mark.props, support: (odds[number] ?? 0).toFixed(2) };
  return known.length > 0;
}

const hashes: number[] = [];
const tokens: number[] = [];

/** Gathers the signs of a sentence, for all files of weights. */
function gather(passage: Passage, sentence: number): void {
  hashes.length = 0;
  tokens.length = 0;
  takeSigns(passage, sentence, keepSign);
}

function keepSign(hash: number, token: number): void {
  hashes.push(hash);
  tokens.push(token);
}

/** The words that weigh most for a code, with what stands between them. */
function toMark(
  passage: Passage,
  sentence: number,
  weights: SentenceWeights,
  number: number,
  { odds, size, rows, signs }: Sum,
): Mark {
  const code = weights.codes[number] ?? '';
  const told = odds[number] ?? 0;
  const span = passage.analysed.sentences[sentence] ?? { first: 0, last: 1 };
  const heavy = new Float32Array(span.last - span.first);
  for (let i = 0; i < size; i += 1) {
    const place = (tokens[signs[i] ?? 0] ?? 0) - span.first;
    heavy[place] = (heavy[place] ?? 0) + weightOf(weights, rows[i] ?? 0, number);
  }
  let top = 0;
  for (let i = 1; i < heavy.length; i += 1) if ((heavy[i] ?? 0) > (heavy[top] ?? 0)) top = i;
  const counts = (at: number): boolean =>
    Math.abs(at - top) <= REACH && (heavy[at] ?? 0) >= SHARE * (heavy[top] ?? 0);
  let [first, last] = [top, top];
  for (let at = 0; at < heavy.length; at += 1)
    if (counts(at)) [first, last] = [Math.min(first, at), Math.max(last, at)];
  const { start, end, folded } = passage.analysed.tokens;
  first += span.first;
  last += span.first + 1;
  const kind = told >= SURE_ODDS[weights.kind] ? weights.kind : 'weighed';
  const stretch = { sentence, first, last, start: start[first] ?? 0, end: end[last - 1] ?? 0 };
  const mark = implyMark({ kind, code, rule: `weights/${weights.kind}s/${code}` }, stretch);
  // Set, not spread: marks of one shape are read fastest.
  mark.voice = voiceOf(passage, folded[first] ?? '');
  mark.props = { odds: told.toFixed(2), of: weights.kind };
  return mark;
}

const VERB = 6; // letters of the shortest verb whose beginning tells its voice

function voiceOf({ grammar }: Passage, word: string): Voice {
  const begins = (prefix: string): boolean => word.length >= VERB && word.startsWith(prefix);
  if (grammar.passivePrefixes.some(begins)) return 'passive';
  return grammar.activePrefixes.some(begins) ? 'active' : 'nominal';
}
