/** Weights: looks up the signs of something in a compiled file of weights. */
import type { Weights } from '../model/dictionary.js';

/** Row of a sign, -1 for none; its hash may be given with or without a sign. */
export function rowOf({ slots, keys }: Weights, signed: number): number {
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

/** Adds the weights of a row to the log odds of each code. */
export function addRow({ weight }: Weights, row: number, odds: Float32Array): void {
  const begin = row * odds.length;
  for (let code = 0; code < odds.length; code += 1)
    odds[code] = (odds[code] ?? 0) + (weight[begin + code] ?? 0);
}

/** Log odds of each code, given the hashes of the signs that are there. */
export function oddsOf(weights: Weights, hashes: readonly number[]): Float32Array {
  const odds = Float32Array.from(weights.bias);
  for (const hash of hashes) {
    const row = rowOf(weights, hash);
    if (row >= 0) addRow(weights, row, odds);
  }
  return odds;
}
