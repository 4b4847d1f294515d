/** Weights: looks up the signs of something in a compiled file of weights. */
import type { Weights } from '../model/dictionary.js';

/** Row of a sign, -1 for none; its hash may be given with or without a sign. */
function rowOf({ slots, keys }: Weights, signed: number): number {
  const hash = signed >>> 0;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (let row = slots[slot] ?? -1; row >= 0; row = slots[slot] ?? -1) {
    if (keys[row] === hash) return row;
    slot = (slot + 1) & mask;
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
  met: Float64Array; // by row: the round that met it last
}

const sheets = new WeakMap<Weights, Sheet>();
let round = 0;

/** Adds up the weights of the signs of these hashes, each sign once; the sum holds until the same file weighs again. */
export function addUp(weights: Weights, hashes: readonly number[]): Sum {
  const sheet = sheetOf(weights);
  const { met, rows, signs } = sheet;
  round += 1;
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
  const { bias, keys } = weights;
  const sheet: Sheet = {
    odds: new Float32Array(bias.length),
    size: 0,
    rows: new Int32Array(keys.length),
    signs: new Int32Array(keys.length),
    met: new Float64Array(keys.length),
  };
  sheets.set(weights, sheet);
  return sheet;
}

const AT_ONCE = 4; // codes whose sums are held at once

/**
 * Adds the weights of the rows of a sheet to the log odds of each code, in the order of the rows: some codes at once, whose
 * sums need not go to memory and back for each row. Rounded at each step as the numbers of the table are.
 */
function addRows({ weight, bias }: Weights, { rows, size, odds }: Sheet): void {
  const { fround } = Math;
  const codes = odds.length;
  odds.set(bias);
  let code = 0;
  for (; code + AT_ONCE <= codes; code += AT_ONCE) {
    let a = odds[code] ?? 0;
    let b = odds[code + 1] ?? 0;
    let c = odds[code + 2] ?? 0;
    let d = odds[code + 3] ?? 0;
    for (let i = 0; i < size; i += 1) {
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
  for (; code < codes; code += 1)
    for (let i = 0; i < size; i += 1)
      odds[code] = (odds[code] ?? 0) + (weight[(rows[i] ?? 0) * codes + code] ?? 0);
}
