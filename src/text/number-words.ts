/** Number words: reads digits and number words at a token into values, without asking what they count. */
import type { Grammar } from '../model/grammar.js';
import { phraseList, type PhraseTable } from './phrases.js';
import { HARD, NUMBER, PLAIN, SOFT, type Tokens } from './tokens.js';

/** The number words of a grammar. */
export interface NumberWords {
  units: Map<string, number>;
  scales: Map<string, number>;
  /** Words that add to the word before, as teens do. */
  adders: Map<string, number>;
  vague: Map<string, readonly [number, number]>;
  /** The words with which a number can begin. */
  openers: PhraseTable<true>;
}
/** A number read at a token. */
export interface ReadNumber {
  last: number;
  min: number;
  max: number;
}

/** Reads the number words of a grammar. */
export function readNumberWords(
  grammar: Pick<Grammar, 'numbers' | 'numberScales' | 'numberRanges'>,
): NumberWords {
  const numeric = (entries: [string, string][]): Map<string, number> =>
    new Map(entries.map(([word, value]) => [word, Number(value)]));
  const scales = Object.entries(grammar.numberScales);
  return {
    units: numeric(Object.entries(grammar.numbers)),
    scales: numeric(scales.filter(([, value]) => !value.startsWith('+'))),
    adders: numeric(scales.filter(([, value]) => value.startsWith('+'))),
    vague: new Map(
      Object.entries(grammar.numberRanges).map(([word, [min, max]]) => [word, [Number(min), Number(max)]]),
    ),
    openers: phraseList([...Object.keys(grammar.numbers), ...Object.keys(grammar.numberRanges)]),
  };
}

// '1.536', '12.000.000', '1.536,5'
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3}){1,5}(?:,\d{1,6})?$/;
// '1,536', '12,000,000': groups the English way
const ENGLISH = /^[1-9]\d{0,2}(?:,\d{3}){1,5}$/;
// '45,4', '45.4', '12', '007'
const DECIMAL = /^\d{1,15}(?:[.,]\d{1,6})?$/;

/** Value of printed digits in the Indonesian manner ("1.536" is 1536, "45,4" is 45.4); null when they are no number. */
function parseDigits(digits: string): number | null {
  if (GROUPED.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'));
  if (ENGLISH.test(digits)) return Number(digits.replaceAll(',', ''));
  return DECIMAL.test(digits) ? Number(digits.replace(',', '.')) : null;
}

const runsOn = (tokens: Tokens, at: number, to: number): boolean =>
  at < to && (tokens.breakBefore[at] ?? HARD) === PLAIN;

/** The number that begins at token `at` and ends before `to`; null when none does. */
export function readNumber(tokens: Tokens, at: number, to: number, words: NumberWords): ReadNumber | null {
  if (at >= to) return null;
  const folded = tokens.folded[at] ?? '';
  if (tokens.kind[at] === NUMBER) {
    const value = parseDigits(folded);
    return value === null ? null : scaled(tokens, at + 1, to, words, value, value);
  }
  const vague = words.vague.get(folded);
  if (vague !== undefined) return scaled(tokens, at + 1, to, words, vague[0], vague[1]);
  return words.units.has(folded) ? readWords(tokens, at, to, words) : null;
}

/** Multiplies by the scale words that follow, as in "1,5 million". */
function scaled(
  tokens: Tokens,
  at: number,
  to: number,
  words: NumberWords,
  min: number,
  max: number,
): ReadNumber {
  let last = at;
  let factor = 1;
  while (runsOn(tokens, last, to)) {
    const scale = words.scales.get(tokens.folded[last] ?? '');
    if (scale === undefined || factor * scale > 1e15) break;
    factor *= scale;
    last++;
  }
  return { last, min: times(min, factor), max: times(max, factor) };
}

/** A product without the noise of binary fractions. */
function times(value: number, factor: number): number {
  const product = value * factor;
  return Number.isInteger(product) && product < 1e15 ? product : Number(product.toPrecision(15));
}

/** A run of number words; two units in a row are a range ("two-three"). */
function readWords(tokens: Tokens, at: number, to: number, words: NumberWords): ReadNumber {
  let total = 0; // thousands and more
  let small = 0; // below a thousand
  let unit = 0; // last unit, not yet multiplied
  let place = Infinity; // place of the last thing read: the next must be smaller
  let last = at;
  while (last === at || runsOn(tokens, last, to)) {
    const word = tokens.folded[last] ?? '';
    const value = words.units.get(word);
    const adder = words.adders.get(word);
    const scale = words.scales.get(word);
    if (value !== undefined && unit === 0 && value < place) {
      if (value >= 1000) [total, place] = [total + value, value];
      else if (value >= 10) [small, place] = [small + value, value];
      else unit = value;
      if (value === 0) return { last: last + 1, min: 0, max: 0 };
    } else if (adder !== undefined && unit > 0) {
      [small, unit, place] = [small + unit + adder, 0, 1];
    } else if (scale !== undefined && scale >= 1000 && small + unit > 0) {
      [total, small, unit, place] = [total + (small + unit) * scale, 0, 0, scale];
    } else if (scale !== undefined && scale < 1000 && unit > 0) {
      [small, unit, place] = [small + unit * scale, 0, scale];
    } else break;
    last++;
  }
  const value = total + small + unit;
  const next = words.units.get(tokens.folded[last] ?? '') ?? 0;
  const range =
    unit === value && next === unit + 1 && last < to && (tokens.breakBefore[last] ?? HARD) <= SOFT;
  return range && next < 10 ? { last: last + 1, min: value, max: next } : { last, min: value, max: value };
}
