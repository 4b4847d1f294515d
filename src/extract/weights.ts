/** Weights: looks up the signs of something in a compiled file of weights. */
import type { Weights } from '../model/dictionary.js';

/** Row of a sign, -1 for none; its hash may be given with or without a sign. */
function rowOf({ slots }: Weights, hash: number): number {
  const signed = hash | 0;
  const mask = slots.length - 1;
  let at = (signed << 1) & mask;
  for (let row = slots[at + 1] ?? -1; row >= 0; row = slots[at + 1] ?? -1) {
    if (slots[at] === signed) return row;
    at = (at + 2) & mask;
  }
  return -1;
}

/** What the sign of a row weighs for a code. */
export const weightOf = ({ codes, weight }: Weights, row: number, code: number): number =>
  weight[row * codes.length + code] ?? 0;

/** The weights of some signs, added up. */
export interface Sum {
  odds: Float32Array; // log odds, by code number
  size: number; // how many of the signs have weights
  rows: Int32Array; // of those, each once, in the order in which they were met
  signs: Int32Array; // parallel to rows: numbers of the signs
}

/** A sum and what is needed to make it, used again for all that is weighed with one file of weights. */
interface Sheet extends Sum {
  met: Int32Array; // by row: the round that met it last
}

const sheets = new WeakMap<Weights, Sheet>();
let round = 0;

/** Adds up the weights of the signs of these hashes, each sign once; the sum holds until the same file weighs again. */
export function addUp(weights: Weights, hashes: readonly number[]): Sum {
  const sheet = sheetOf(weights);
  const { met, rows, signs } = sheet;
  round = (round + 1) | 0;
  sheet.size = 0;
  for (let sign = 0; sign < hashes.length; sign += 1) {
    const row = rowOf(weights, hashes[sign] ?? 0);
    if (row < 0 || met[row] === round) continue;
    met[row] = round;
    rows[sheet.size] = row;
    signs[sheet.size] = sign;
    sheet.size += 1;
  }
  addRows(weights, sheet);
  return sheet;
}

function sheetOf(weights: Weights): Sheet {
  const known = sheets.get(weights);
  if (known !== undefined) return known;
  const { bias, weight } = weights;
  const rows = weight.length / bias.length;
  const sheet: Sheet = {
    odds: new Float32Array(bias.length),
    size: 0,
    rows: new Int32Array(rows),
    signs: new Int32Array(rows),
    met: new Int32Array(rows),
  };
  sheets.set(weights, sheet);
  return sheet;
}

const AT_ONCE = 4; // codes whose sums are held at once
const ROWS = 64; // that are added for all codes before the next are looked at

/**
 * Adds the weights of the rows of a sheet to the log odds of each code, in the order of the rows: some codes at once, whose
 * sums need not go to memory and back for each row. Rounded at each step as the numbers of the table are.
 */
function addRows(weights: Weights, sheet: Sheet): void {
  sheet.odds.set(weights.bias);
  for (let from = 0; from < sheet.size; from += ROWS)
    addSome(weights, sheet, from, Math.min(sheet.size, from + ROWS));
}

function addSome({ weight }: Weights, { rows, odds }: Sheet, from: number, to: number): void {
  const { fround } = Math;
  const codes = odds.length;
  let code = 0;
  for (; code + AT_ONCE <= codes; code += AT_ONCE) {
    let a = odds[code] ?? 0;
    let b = odds[code + 1] ?? 0;
    let c = odds[code + 2] ?? 0;
    let d = odds[code + 3] ?? 0;
    for (let i = from; i < to; i += 1) {
      const at = (rows[i] ?? 0) * codes + code;
      a = fround(a + (weight[at] ?? 0));
      b = fround(b + (weight[at + 1] ?? 0));
      c = fround(c + (weight[at + 2] ?? 0));
      d = fround(d + (weight[at + 3] ?? 0));
    }
    odds[code] = a;
    odds[code + 1] = b;
    odds[code + 2] = c;
    odds[code + 3] = d;
  }
  for (; code < codes; code += 1) {
    let sum = odds[code] ?? 0;
    for (let i = from; i < to; i += 1) sum = fround(sum + (weight[(rows[i] ?? 0) * codes + code] ?? 0));
    odds[code] = sum;
  }
}
