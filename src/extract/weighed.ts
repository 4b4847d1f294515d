/** Weighed: acts and steps that no pattern finds, but the words of a sentence together tell of, become marks like those of patterns. */
import type { Dictionary, Voice, Weights } from '../model/dictionary.js';
import type { Mark, Passage } from './passage.js';
import { takeSigns } from './signs.js';
import { addRow, rowOf } from './weights.js';

/** Log odds from which a sentence tells of a step; one of an act is never told surely enough by its words alone. */
const SURE_ODDS = { violation: Infinity, step: 2.5 };
/** Log odds from which it is worth keeping that a sentence may tell of an act or step. */
const LEAST_ODDS = { violation: -2, step: -1 };
const MOST_SIGNS = 4096; // of a sentence
const REACH = 8; // words to each side of the weightiest one that its mark may cover
const SHARE = 0.35; // of the weightiest word that a word must weigh to be covered

const rows = new Int32Array(MOST_SIGNS);
const places = new Int32Array(MOST_SIGNS);

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
      const marks = weighSentence(passage, sentence, weights);
      const fresh = marks.filter(({ code, props }) => {
        const known = row.filter((other) => other.kind === weights.kind && other.code === code);
        for (const mark of known) mark.props = { ...mark.props, support: props['odds'] ?? '' };
        return known.length === 0;
      });
      if (fresh.length === 0) continue;
      row.push(...fresh);
      row.sort((a, b) => a.first - b.first || b.last - a.last);
      // What one file tells of is a sign for the next.
      gather(passage, sentence);
      found = true;
    }
  });
  if (found) passage.marks = passage.bySentence.flat();
}

/** Marks of the codes that the signs at hand speak for. */
function weighSentence(passage: Passage, sentence: number, weights: SentenceWeights): Mark[] {
  const size = findRows(weights);
  const odds = oddsFor(weights);
  for (let i = 0; i < size; i += 1) addRow(weights, rows[i] ?? 0, odds);
  const marks: Mark[] = [];
  const least = LEAST_ODDS[weights.kind];
  for (let number = 0; number < odds.length; number += 1) {
    const told = odds[number] ?? -Infinity;
    const code = weights.codes[number];
    if (told >= least && code !== undefined)
      marks.push(toMark(passage, sentence, weights, { code, number, odds: told }, size));
  }
  return marks;
}

const sums = new WeakMap<Weights, Float32Array>();

/** The bias of each code, in an array that is used for every sentence. */
function oddsFor(weights: Weights): Float32Array {
  const odds = sums.get(weights) ?? new Float32Array(weights.bias.length);
  sums.set(weights, odds);
  odds.set(weights.bias);
  return odds;
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

/** Rows and tokens of the signs at hand that have weights, each once; gives their number. */
function findRows(weights: Weights): number {
  let size = 0;
  for (let sign = 0; sign < hashes.length && size < MOST_SIGNS; sign += 1) {
    const row = rowOf(weights, hashes[sign] ?? 0);
    if (row < 0 || isFound(row, size)) continue;
    rows[size] = row;
    places[size] = tokens[sign] ?? 0;
    size += 1;
  }
  return size;
}

function isFound(row: number, size: number): boolean {
  for (let i = 0; i < size; i += 1) if (rows[i] === row) return true;
  return false;
}

/** The words that weigh most for a code, with what stands between them. */
function toMark(
  passage: Passage,
  sentence: number,
  weights: SentenceWeights,
  { code, number, odds }: { code: string; number: number; odds: number },
  size: number,
): Mark {
  const span = passage.analysed.sentences[sentence] ?? { first: 0, last: 1 };
  const heavy = new Float32Array(span.last - span.first);
  for (let i = 0; i < size; i += 1) {
    const row = rows[i] ?? 0;
    for (let cell = weights.starts[row] ?? 0; cell < (weights.starts[row + 1] ?? 0); cell += 1)
      if (weights.code[cell] === number)
        heavy[(places[i] ?? 0) - span.first] =
          (heavy[(places[i] ?? 0) - span.first] ?? 0) + (weights.weight[cell] ?? 0);
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
  return {
    kind: odds >= SURE_ODDS[weights.kind] ? weights.kind : 'weighed',
    code,
    rule: `weights/${weights.kind}s/${code}`,
    concept: -1,
    pattern: -1,
    first,
    last,
    start: start[first] ?? 0,
    end: end[last - 1] ?? 0,
    sentence,
    voice: voiceOf(passage, folded[first] ?? ''),
    props: { odds: odds.toFixed(2), of: weights.kind },
    reality: null,
    cue: null,
  };
}

const VERB = 6; // letters of the shortest verb whose beginning tells its voice

function voiceOf({ grammar }: Passage, word: string): Voice {
  const begins = (prefix: string): boolean => word.length >= VERB && word.startsWith(prefix);
  if (grammar.passivePrefixes.some(begins)) return 'passive';
  return grammar.activePrefixes.some(begins) ? 'active' : 'nominal';
}
